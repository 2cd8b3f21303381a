//! Scene light to code values: the tone curve of `shaders/common/tone.wgsl`, here for those that must know it without a
//! device. The probe of an adapter holds the two together.

use crate::optics::colour::srgb_encode;

/// Khronos PBR Neutral tone mapper (Khronos 2024): scene-linear to display-linear sRGB, both relative to white. Colours
/// below 0.8 - 0.04 keep their hue.
pub fn tone_curve(scene: [f32; 3]) -> [f32; 3] {
    const START: f32 = 0.8 - 0.04;
    const DESATURATION: f32 = 0.15;
    let least = scene.into_iter().fold(f32::INFINITY, f32::min);
    let offset = if least < 0.08 { least - 6.25 * least * least } else { 0.04 };
    let color = scene.map(|channel| channel - offset);
    let peak = color.into_iter().fold(0.0, f32::max);
    if peak < START {
        return color;
    }
    let rest = 1.0 - START;
    let new_peak = 1.0 - rest * rest / (peak + rest - START);
    let share = 1.0 - 1.0 / (DESATURATION * (peak - new_peak) + 1.0);
    color.map(|channel| {
        let scaled = channel * new_peak / peak;
        scaled + share * (new_peak - scaled)
    })
}

/// sRGB code values, 0 to 255, of scene-linear light.
pub fn code_values(scene: [f32; 3]) -> [f32; 3] {
    tone_curve(scene).map(|channel| 255.0 * srgb_encode(channel.clamp(0.0, 1.0)))
}
