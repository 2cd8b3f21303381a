//! PLY files: points and faces, as text or binary in either order of bytes.

use glam::{DVec3, Vec2, Vec3};

use super::draft::Draft;
use super::faces::{Corner, NO_PICTURE, Tag};
use super::paint::{Paint, Source};
use super::ply_data::{Data, Element, Heading, Property, heading};
use super::raw::ImportError;

/// Reads the bytes of a PLY file; `name` is for messages.
///
/// # Errors
/// [`ImportError::Damaged`] where the file breaks off or its heading promises something else.
pub fn read(bytes: &[u8], name: &str) -> Result<Draft, ImportError> {
    let damaged = |what: String| ImportError::Damaged { name: name.into(), what, format: "PLY" };
    let (Heading { coding, elements, pictures, lines }, data) = heading(bytes).map_err(damaged)?;
    let mut data = Data::new(coding, data, lines);
    let mut reading = Reading::default();
    reading.draft.group_names.push(String::from("scan"));
    let paint = |file: String| Paint { picture: Some(Source::File(file)), factor: None };
    reading.draft.paints = pictures.into_iter().map(paint).collect();
    for element in &elements {
        // Nothing takes less than a byte: a larger count is damage, and would be counted out for hours.
        if element.count > bytes.len() || (element.properties.is_empty() && element.count > 0) {
            return Err(damaged(format!("its heading promises {} of {:?}", element.count, element.name)));
        }
        let read = match element.name.as_str() {
            "vertex" => reading.points(element, &mut data),
            "face" => reading.faces(element, &mut data),
            // What comes behind the faces is of no use, and may be long.
            _ if !reading.draft.faces.is_empty() => break,
            _ => (0..element.count).try_for_each(|_| data.skip(element)),
        };
        read.map_err(damaged)?;
    }
    Ok(reading.draft)
}

#[derive(Default)]
struct Reading {
    draft: Draft,
    /// Of each point, where points have them.
    uvs: Vec<Vec2>,
}

/// What a number of a point stands for.
#[derive(Clone, Copy)]
enum Role {
    Place(usize),
    Colour(usize, f32),
    Uv(usize),
    Nothing,
}

fn role(property: &Property) -> Role {
    // Whole numbers count a colour from 0 to 255, others from 0 to 1.
    let colour = |channel| Role::Colour(channel, if property.kind.is_whole() { 1.0 / 255.0 } else { 1.0 });
    match property.name.as_str() {
        "x" => Role::Place(0),
        "y" => Role::Place(1),
        "z" => Role::Place(2),
        "red" | "r" | "diffuse_red" => colour(0),
        "green" | "g" | "diffuse_green" => colour(1),
        "blue" | "b" | "diffuse_blue" => colour(2),
        "s" | "u" | "texture_u" => Role::Uv(0),
        "t" | "v" | "texture_v" => Role::Uv(1),
        _ => Role::Nothing,
    }
}

impl Reading {
    fn points(&mut self, element: &Element, data: &mut Data) -> Result<(), String> {
        let roles: Vec<Role> = element.properties.iter().map(role).collect();
        let has_colours = roles.iter().any(|role| matches!(role, Role::Colour(2, _)));
        let has_uvs = roles.iter().any(|role| matches!(role, Role::Uv(1)));
        for _ in 0..element.count {
            let (mut place, mut colour, mut uv) = (DVec3::NAN, Vec3::NAN, Vec2::ZERO);
            let is_sound = data.item(element, |k, values| {
                let Some(value) = values.first() else { return };
                match roles[k] {
                    Role::Place(axis) => place[axis] = *value,
                    Role::Colour(channel, scale) => colour[channel] = *value as f32 * scale,
                    Role::Uv(axis) => uv[axis] = *value as f32,
                    Role::Nothing => {}
                }
            })?;
            if !is_sound {
                place = DVec3::NAN;
                self.draft.odd_line(data.line());
            }
            self.draft.points.push(place);
            if has_colours {
                self.draft.colours.push(colour);
            }
            if has_uvs {
                self.uvs.push(from_top(uv.x, uv.y));
            }
        }
        Ok(())
    }

    fn faces(&mut self, element: &Element, data: &mut Data) -> Result<(), String> {
        let place = |names: &[&str]| element.properties.iter().position(|p| names.contains(&p.name.as_str()));
        let corners_at = place(&["vertex_indices", "vertex_index"]);
        let (uvs_at, picture_at) = (place(&["texcoord"]), place(&["texnumber"]));
        let usual = if self.draft.paints.is_empty() { NO_PICTURE } else { 0 };
        let (mut ring, mut uvs) = (Vec::new(), Vec::new());
        for _ in 0..element.count {
            let mut tag = Tag { group: 0, picture: usual };
            ring.clear();
            uvs.clear();
            let is_sound = data.item(element, |k, values| {
                if Some(k) == corners_at {
                    ring.extend(values.iter().map(|v| if *v < 0.0 { u32::MAX } else { *v as u32 }));
                } else if Some(k) == uvs_at {
                    uvs.extend(values.as_chunks().0.iter().map(|[u, v]| from_top(*u as f32, *v as f32)));
                } else if Some(k) == picture_at && usual != NO_PICTURE {
                    tag.picture = values.first().map_or(usual, |v| *v as u8);
                }
            })?;
            if !is_sound {
                self.draft.odd_line(data.line());
                continue;
            }
            let uv = |k: usize, point: u32| uvs.get(k).or_else(|| self.uvs.get(point as usize)).copied();
            let corner =
                |(k, point): (usize, &u32)| Corner { point: *point, uv: uv(k, *point).unwrap_or_default() };
            self.draft.faces.push(ring.iter().enumerate().map(corner), tag);
        }
        Ok(())
    }
}

/// From the bottom left, as these files count, to the top left.
fn from_top(u: f32, v: f32) -> Vec2 {
    let uv = Vec2::new(u, 1.0 - v);
    if uv.is_finite() { uv } else { Vec2::ZERO }
}
