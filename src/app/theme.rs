//! How the window looks: theme, size of the text, contrast.

use egui::{Color32, Context, Stroke, Visuals};
use serde::{Deserialize, Serialize};

/// Sizes of the text to choose from, percent.
pub const TEXT_PERCENT: [u16; 6] = [80, 100, 125, 150, 175, 200];

/// Theme, size and contrast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Theme {
    /// Light panels instead of dark ones.
    pub light: bool,
    /// Size of text and controls, percent of the usual.
    pub text_percent: u16,
    /// Black and white, with clear edges.
    pub high_contrast: bool,
}

impl Default for Theme {
    fn default() -> Self {
        Theme { light: false, text_percent: 100, high_contrast: false }
    }
}

impl Theme {
    /// The same, at a size that can still be read and undone.
    pub fn within_reach(self) -> Theme {
        let [least, .., most] = TEXT_PERCENT;
        Theme { text_percent: self.text_percent.clamp(least, most), ..self }
    }

    /// Dresses the window, from the next frame on. Everything grows with the text, so that targets stay easy to hit.
    pub fn apply(self, context: &Context) {
        let theme = if self.light { egui::Theme::Light } else { egui::Theme::Dark };
        context.set_theme(theme);
        context.set_visuals_of(theme, self.visuals());
        context.set_zoom_factor(f32::from(self.text_percent) / 100.0);
    }

    fn visuals(self) -> Visuals {
        let mut visuals = if self.light { Visuals::light() } else { Visuals::dark() };
        let (ink, paper) = match self.light {
            true => (Color32::BLACK, Color32::WHITE),
            false => (Color32::WHITE, Color32::BLACK),
        };
        visuals.widgets.noninteractive.fg_stroke.color = ink.lerp_to_gamma(paper, 0.25);
        visuals.weak_text_alpha = 0.75;
        if self.high_contrast {
            visuals.override_text_color = Some(ink);
            visuals.weak_text_alpha = 1.0;
            visuals.panel_fill = paper;
            visuals.window_fill = paper;
            visuals.extreme_bg_color = paper;
            visuals.selection.stroke = Stroke::new(2.0, ink);
            let widgets = &mut visuals.widgets;
            for widget in
                [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active, &mut widgets.open]
            {
                widget.bg_stroke = Stroke::new(1.5, ink);
                widget.fg_stroke.color = ink;
            }
        }
        visuals
    }

    /// Colour of the ring around what has the keyboard: seen on both themes.
    pub fn focus_ring(self) -> Stroke {
        let colour = if self.light { Color32::from_rgb(0, 70, 200) } else { Color32::from_rgb(255, 200, 60) };
        Stroke::new(2.5, colour)
    }
}
