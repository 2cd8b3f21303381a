//! Which triangles lie around each point.

/// The triangles around every point, in one list.
pub struct Rings {
    starts: Vec<u32>,
    triangles: Vec<u32>,
}

impl Rings {
    /// Of triangles between so many points.
    pub fn new(triangles: &[[u32; 3]], points: usize) -> Rings {
        let mut starts = vec![0; points + 1];
        triangles.iter().flatten().for_each(|v| starts[*v as usize + 1] += 1);
        (0..points).for_each(|v| starts[v + 1] += starts[v]);
        let mut next = starts.clone();
        let mut list = vec![0; triangles.len() * 3];
        for (t, triangle) in triangles.iter().enumerate() {
            for v in triangle {
                let slot = &mut next[*v as usize];
                list[*slot as usize] = t as u32;
                *slot += 1;
            }
        }
        Rings { starts, triangles: list }
    }

    /// Those around a point.
    pub fn around(&self, point: usize) -> &[u32] {
        &self.triangles[self.starts[point] as usize..self.starts[point + 1] as usize]
    }
}
