//! Faces of a scan: rings of corners in one list, so that millions of them cost no millions of allocations.

use glam::{Vec2, Vec3};

/// Picture of a face that has none.
pub const NO_PICTURE: u8 = u8::MAX;

/// A corner of a face.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Corner {
    /// Index of its point.
    pub point: u32,
    /// Place in the face's picture, in parts of its width and height from its top left; beyond 0 to 1 it repeats.
    pub uv: Vec2,
}

/// What holds for a whole face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Index into the names of groups.
    pub group: u32,
    /// Index into the materials of the file, later into the pictures; [`NO_PICTURE`] where there is none.
    pub picture: u8,
}

impl Default for Tag {
    fn default() -> Tag {
        Tag { group: 0, picture: NO_PICTURE }
    }
}

/// Rings of corners, counter-clockwise seen from outside by the file's word.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Faces {
    corners: Vec<Corner>,
    ends: Vec<u32>,
    tags: Vec<Tag>,
}

impl Faces {
    /// An empty list with room for so many triangles.
    pub fn with_capacity(triangles: usize) -> Faces {
        Faces {
            corners: Vec::with_capacity(3 * triangles),
            ends: Vec::with_capacity(triangles),
            tags: Vec::with_capacity(triangles),
        }
    }

    /// Triangles between points, without pictures.
    pub fn from_triangles(triangles: impl IntoIterator<Item = [u32; 3]>) -> Faces {
        let mut faces = Faces::default();
        triangles.into_iter().for_each(|t| faces.push(t.map(bare), Tag::default()));
        faces
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Adds a face.
    pub fn push(&mut self, ring: impl IntoIterator<Item = Corner>, tag: Tag) {
        self.corners.extend(ring);
        self.ends.push(self.corners.len() as u32);
        self.tags.push(tag);
    }

    fn start(&self, face: usize) -> usize {
        if face == 0 { 0 } else { self.ends[face - 1] as usize }
    }

    /// The corners of a face.
    pub fn ring(&self, face: usize) -> &[Corner] {
        &self.corners[self.start(face)..self.ends[face] as usize]
    }

    /// What holds for a face.
    pub fn tag(&self, face: usize) -> Tag {
        self.tags[face]
    }

    /// All corners of all faces.
    pub fn corners(&self) -> &[Corner] {
        &self.corners
    }

    /// All corners, to be changed in place.
    pub fn corners_mut(&mut self) -> &mut [Corner] {
        &mut self.corners
    }

    /// What holds for each face, to be changed in place.
    pub fn tags_mut(&mut self) -> &mut [Tag] {
        &mut self.tags
    }

    /// The rings in their order.
    pub fn rings(&self) -> impl ExactSizeIterator<Item = &[Corner]> {
        (0..self.len()).map(|face| self.ring(face))
    }

    /// Turns a face over.
    pub fn reverse(&mut self, face: usize) {
        let (start, end) = (self.start(face), self.ends[face] as usize);
        self.corners[start..end].reverse();
    }

    /// Keeps the faces for which `wanted` says so; how many went.
    pub fn retain(&mut self, mut wanted: impl FnMut(usize, &[Corner]) -> bool) -> usize {
        let (mut kept, mut filled, mut start) = (0, 0, 0);
        for face in 0..self.len() {
            let end = self.ends[face] as usize;
            if wanted(face, &self.corners[start..end]) {
                self.corners.copy_within(start..end, filled);
                filled += end - start;
                self.ends[kept] = filled as u32;
                self.tags[kept] = self.tags[face];
                kept += 1;
            }
            start = end;
        }
        let gone = self.len() - kept;
        self.corners.truncate(filled);
        self.ends.truncate(kept);
        self.tags.truncate(kept);
        gone
    }

    /// How many triangles the faces make.
    pub fn triangle_count(&self) -> usize {
        self.corners.len() - (2 * self.len()).min(self.corners.len())
    }

    /// The points of each face; of triangles only.
    pub fn triangles(&self) -> Vec<[u32; 3]> {
        self.rings().filter_map(|ring| Some(<&[Corner; 3]>::try_from(ring).ok()?.map(|c| c.point))).collect()
    }

    /// Points that no face uses go, the others close up in their order; the old index of each that is left.
    pub fn compact(&mut self, points: usize) -> Vec<u32> {
        let mut slot = vec![u32::MAX; points];
        self.corners.iter().for_each(|c| slot[c.point as usize] = 0);
        let kept: Vec<u32> = (0..points as u32).filter(|v| slot[*v as usize] == 0).collect();
        kept.iter().zip(0..).for_each(|(old, new)| slot[*old as usize] = new);
        self.corners.iter_mut().for_each(|c| c.point = slot[c.point as usize]);
        kept
    }
}

/// A corner without a place in a picture.
pub fn bare(point: u32) -> Corner {
    Corner { point, uv: Vec2::ZERO }
}

/// Twice the area of a ring, along its normal.
pub fn area_vector(positions: &[Vec3], ring: &[Corner]) -> Vec3 {
    let at = |c: &Corner| positions[c.point as usize];
    let Some(origin) = ring.first().map(at) else { return Vec3::ZERO };
    ring.windows(2).map(|w| (at(&w[0]) - origin).cross(at(&w[1]) - origin)).sum()
}
