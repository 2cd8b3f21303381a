//! What the window remembers between starts: its size and the light. Written to the user's configuration folder;
//! a file that cannot be read or written is only a warning.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Remembered settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Window width and height, logical points.
    pub window_points: [f32; 2],
    /// Key of the light.
    pub light: String,
    /// Side panel open.
    pub panel_open: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { window_points: [1280.0, 800.0], light: "clinic".into(), panel_open: true }
    }
}

fn path() -> Option<PathBuf> {
    Some(directories::ProjectDirs::from("", "", "papilla")?.config_dir().join("window.toml"))
}

impl Settings {
    /// The remembered settings, or the defaults.
    pub fn load() -> Settings {
        let text = path().and_then(|path| std::fs::read_to_string(path).ok());
        let settings: Settings = text
            .and_then(|text| toml::from_str(&text).map_err(|e| tracing::warn!("settings: {e}")).ok())
            .unwrap_or_default();
        let window_points = settings
            .window_points
            .map(|side| if side.is_finite() { side.clamp(320.0, 8192.0) } else { 800.0 });
        Settings { window_points, ..settings }
    }

    /// Remembers these settings.
    pub fn save(&self) {
        let Some(path) = path() else { return };
        let result = toml::to_string(self).map_err(|e| e.to_string()).and_then(|text| {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder).map_err(|e| e.to_string())?;
            }
            std::fs::write(&path, text).map_err(|e| e.to_string())
        });
        if let Err(reason) = result {
            tracing::warn!("settings were not saved: {reason}");
        }
    }
}
