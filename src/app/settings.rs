//! What the window remembers between starts: its size, the light, how it looks, the plans of late. Written to the
//! user's configuration folder; a file that cannot be read or written is only a warning.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::hint::Hint;
use super::theme::Theme;
use crate::files;
use crate::render::lighting::Adjustment;
use crate::render::quality::QualityTier;

/// Plans of late that are remembered.
const RECENT_MAX: usize = 10;

/// Remembered settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Window width and height, logical points.
    pub window_points: [f32; 2],
    /// Key of the light.
    pub light: String,
    /// What was changed of the light by hand.
    pub adjustment: Adjustment,
    /// How much is drawn while the view moves; none: what the first picture's time tells.
    pub quality: Option<QualityTier>,
    /// Side panel open.
    pub panel_open: bool,
    /// The technician's full controls instead of a client's few.
    pub technician: bool,
    /// Theme, size and contrast of the text.
    #[serde(rename = "appearance")]
    pub theme: Theme,
    /// Hints of the first start that have been done or put away.
    pub hints_seen: Vec<Hint>,
    /// Plans opened or saved last, newest first.
    pub recent: Vec<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            window_points: [1280.0, 800.0],
            light: "clinic".into(),
            adjustment: Adjustment::default(),
            quality: None,
            panel_open: true,
            technician: false,
            theme: Theme::default(),
            hints_seen: Vec::new(),
            recent: Vec::new(),
        }
    }
}

fn path() -> Option<PathBuf> {
    Some(directories::ProjectDirs::from("", "", "papilla")?.config_dir().join("window.toml"))
}

impl Settings {
    /// Puts a plan first among those of late. A name that is not UTF-8 cannot be written, so it is not remembered.
    pub fn remember_plan(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        if path.to_str().is_some() {
            self.recent.retain(|old| *old != path);
            self.recent.insert(0, path);
            self.recent.truncate(RECENT_MAX);
        }
    }

    /// The remembered settings, or the defaults.
    pub fn load() -> Settings {
        let text = path().and_then(|path| std::fs::read_to_string(path).ok());
        let settings: Settings = text
            .and_then(|text| toml::from_str(&text).map_err(|e| tracing::warn!("settings: {e}")).ok())
            .unwrap_or_default();
        let window_points = settings
            .window_points
            .map(|side| if side.is_finite() { side.clamp(320.0, 8192.0) } else { 800.0 });
        let theme = settings.theme.within_reach();
        Settings { window_points, theme, ..settings }
    }

    /// Remembers these settings.
    pub fn save(&self) {
        let Some(path) = path() else { return };
        let result = toml::to_string(self).map_err(|e| e.to_string()).and_then(|text| {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder).map_err(|e| e.to_string())?;
            }
            files::write(&path, text.as_bytes()).map_err(|e| e.to_string())
        });
        if let Err(reason) = result {
            tracing::warn!("settings were not saved: {reason}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plan_of_late_comes_first_once_and_the_eleventh_goes() {
        let mut settings = Settings::default();
        for name in ["/a", "/b", "/a"] {
            settings.remember_plan(Path::new(name));
        }
        assert_eq!(settings.recent, ["/a", "/b"].map(PathBuf::from));
        (0..20).for_each(|i| settings.remember_plan(Path::new(&format!("/{i}"))));
        assert_eq!((settings.recent.len(), settings.recent[0].clone()), (10, "/19".into()));
        let text = toml::to_string(&settings).unwrap();
        assert_eq!(toml::from_str::<Settings>(&text).unwrap(), settings);
    }
}
