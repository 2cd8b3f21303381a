//! Scans that come as several files: in a zip archive, in a folder, or dropped together. Nothing is ever unpacked onto
//! the disk, and nothing is looked for elsewhere.

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use super::paint::file_name;
use super::raw::{ImportError, MAX_BYTES};

/// Endings of the files of scans that are read, the best first: it is taken where a folder holds several.
pub const ENDINGS: [&str; 6] = ["glb", "gltf", "obj", "ply", "stl", "zip"];
/// Endings of files that a scan may name.
pub const ENDINGS_OF_PARTS: [&str; 6] = ["mtl", "bin", "jpg", "jpeg", "png", "webp"];
/// Bytes that all files of an archive may have when unpacked, and how many files it may hold.
pub const MOST_UNPACKED: u64 = 1 << 30;
const MOST_FILES: usize = 2_000;

/// A file by its name.
pub type Named = (String, Vec<u8>);

/// Whether these bytes are a zip archive.
pub fn is_archive(bytes: &[u8]) -> bool {
    matches!(bytes, [b'P', b'K', 3 | 5, 4 | 6, ..])
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase()
}

/// Whether a path is that of a scan: by its ending, or as a folder with a scan in it.
pub fn is_scan(path: &Path) -> bool {
    let name = path.to_string_lossy();
    ENDINGS.contains(&ending(&name).as_str())
        || path.is_dir() && scan_in(path).is_ok_and(|found| found != path)
}

/// Of several names the one that is the scan: by its ending, then the shortest path, then by the alphabet.
pub fn pick<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<usize> {
    let rank = |name: &str| ENDINGS.iter().position(|known| *known == ending(name));
    let hidden = |name: &str| file_name(name).starts_with('.') || name.starts_with("__MACOSX");
    let scans = names.into_iter().enumerate().filter(|(_, name)| !hidden(name));
    let ranked = scans.filter_map(|(k, name)| Some((rank(name)?, name.len(), name, k)));
    ranked.min().map(|(.., k)| k)
}

/// A file among others by its bare name, whatever its case.
pub fn find(files: &[Named], name: &str) -> Option<Vec<u8>> {
    let is_it = |(other, _): &&Named| file_name(other).eq_ignore_ascii_case(file_name(name));
    files.iter().find(is_it).map(|(_, bytes)| bytes.clone())
}

/// The files of an archive, and which of them is the scan; `most` bytes in all.
///
/// # Errors
/// [`ImportError`] where there is none, or the archive is damaged or a bomb.
pub fn unpack(bytes: &[u8], name: &str, most: u64) -> Result<(Vec<Named>, usize), ImportError> {
    let refused = |what, mend| ImportError::OtherFormat { name: name.into(), what, mend };
    let damaged =
        || refused("is a zip archive that is damaged", "zip the scan again, or take it out of the archive");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    if archive.len() > MOST_FILES {
        return Err(refused("holds thousands of files", "zip only the scan with its pictures"));
    }
    let count = archive.len();
    let mut name_of = |k| Some(archive.by_index_raw(k).ok()?.name().ok()?.into_owned());
    let names: Vec<String> = (0..count).map(|k| name_of(k).unwrap_or_default()).collect();
    if names.iter().any(|name| matches!(ending(name).as_str(), "usdc" | "usda" | "usd")) {
        let mend = "export the scan as GLB, which scanning apps offer beside it";
        return Err(refused("is a USDZ archive, which is not read", mend));
    }
    let is_wanted = |name: &str| {
        let ending = ending(name);
        ending != "zip" && (ENDINGS.contains(&ending.as_str()) || ENDINGS_OF_PARTS.contains(&ending.as_str()))
    };
    let mut left = most;
    let mut files = Vec::new();
    for (k, file) in names.into_iter().enumerate().filter(|(_, name)| is_wanted(name)) {
        let mut unpacked = Vec::new();
        // What a file says of its size may be a lie: what counts is what comes out.
        let reader = archive.by_index(k).map_err(|_| damaged())?;
        let count = reader.take(left).read_to_end(&mut unpacked).map_err(|_| damaged())? as u64;
        if count == left {
            return Err(refused("holds more than is taken", "zip only the scan with its pictures"));
        }
        left -= count;
        files.push((file, unpacked));
    }
    let scan = pick(files.iter().map(|(name, _)| name.as_str()));
    let scan =
        scan.ok_or_else(|| refused("holds no scan", "zip a GLB, OBJ, PLY or STL with its pictures"))?;
    if files[scan].1.len() > MAX_BYTES {
        return Err(ImportError::TooLarge { name: name.into(), megabytes: files[scan].1.len() >> 20 });
    }
    Ok((files, scan))
}

/// Finds files among those that came together.
pub fn of_files(files: &[Named]) -> impl Fn(&str) -> Option<Vec<u8>> {
    |name| find(files, name)
}

/// Finds files in a folder, whatever their case; none that is larger than a scan may be.
pub fn of_folder(folder: &Path) -> impl Fn(&str) -> Option<Vec<u8>> {
    move |name| {
        let bare = file_name(name);
        let is_it = |file: &fs::DirEntry| file.file_name().to_string_lossy().eq_ignore_ascii_case(bare);
        let file = fs::read_dir(folder).ok()?.flatten().find(is_it)?;
        let is_sound = |about: &fs::Metadata| about.is_file() && about.len() <= MAX_BYTES as u64;
        fs::metadata(file.path()).ok().filter(is_sound)?;
        fs::read(file.path()).ok()
    }
}

/// The scan in a folder, by the same choice as in an archive; a path that is no folder stays.
///
/// # Errors
/// [`ImportError`] where a folder holds no scan.
pub fn scan_in(path: &Path) -> Result<PathBuf, ImportError> {
    if !path.is_dir() {
        return Ok(path.to_owned());
    }
    let files = fs::read_dir(path).into_iter().flatten().flatten().filter(|file| file.path().is_file());
    let mut names: Vec<String> = files.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let scan = pick(names.iter().map(String::as_str)).ok_or_else(|| ImportError::OtherFormat {
        name: path.display().to_string(),
        what: "is a folder without a scan",
        mend: "name one that holds a GLB, OBJ, PLY or STL",
    })?;
    Ok(path.join(&names[scan]))
}
