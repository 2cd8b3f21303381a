//! What is taken home, made off the window's thread and on a device of its own, so that the window answers meanwhile.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use glam::Vec2;
use winit::event_loop::EventLoopProxy;

use super::command::Command;
use super::compare::Compare;
use super::dialogs::Dialog;
use super::state::State;
use super::window::Wake;
use super::worker::Wish;
use crate::files;
use crate::pictures::handout::{self, HandoutSpec};
use crate::pictures::pair::{self, PairSpec};
use crate::pictures::sheet::{self, SheetSpec};
use crate::pictures::turntable::{self, TurntableSpec};
use crate::pictures::{Aim, Progress, Subject, still};
use crate::plan::picture;
use crate::render::Renderer;
use crate::render::camera::View;
use crate::words::{say, text};

/// Samples a pixel of a single picture, and of the many small ones.
const SAMPLES: u32 = 24;
const SMALL_SAMPLES: u32 = 12;
/// Size of each picture of a handout, a pair, a sheet and a turning head, px.
const HANDOUT_PX: [u32; 2] = [720, 600];
const PAIR_PX: f32 = 1600.0;
const SHEET_PX: [u32; 2] = [480, 480];
const TURNTABLE_PX: [u32; 2] = [640, 640];
const FRAMES: u16 = 48;
const SHEET_VIEWS: [View; 4] = [View::Front, View::ThreeQuarter, View::Top, View::Back];

/// Something to take home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keepsake {
    /// What is seen, as large as wanted.
    Picture,
    /// Before and after, or what is compared.
    Pair,
    /// The whole story on one picture.
    Sheet,
    /// The head turning once round.
    Turntable,
    /// Two pages.
    Handout,
}

impl Keepsake {
    /// All, in the order of the buttons.
    pub const ALL: [Keepsake; 5] = [Self::Picture, Self::Pair, Self::Sheet, Self::Turntable, Self::Handout];

    /// Key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Picture => "take-picture",
            Self::Pair => "take-pair",
            Self::Sheet => "take-sheet",
            Self::Turntable => "take-turntable",
            Self::Handout => "take-handout",
        }
    }

    /// What is being made, in a sentence.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Picture => text("take-picture.noun"),
            Self::Pair => text("take-pair.noun"),
            Self::Sheet => text("take-sheet.noun"),
            Self::Turntable => text("take-turntable.noun"),
            Self::Handout => text("take-handout.noun"),
        }
    }

    /// File it is offered under, and what that is.
    pub fn file(self) -> [&'static str; 3] {
        match self {
            Self::Picture => ["papilla.png", text("file-kind.png"), "png"],
            Self::Pair => ["before-after.png", text("file-kind.png"), "png"],
            Self::Sheet => ["story.png", text("file-kind.png"), "png"],
            Self::Turntable => ["turning-head.gif", text("file-kind.gif"), "gif"],
            Self::Handout => ["treatment-plan.html", text("file-kind.html"), "html"],
        }
    }
}

/// Long side of a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    #[default]
    Screen,
    FourK,
    EightK,
}

impl Size {
    /// From small to large.
    pub const ALL: [Size; 3] = [Self::Screen, Self::FourK, Self::EightK];

    /// Words for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Screen => text("picture-size.screen"),
            Self::FourK => text("picture-size.four-k"),
            Self::EightK => text("picture-size.eight-k"),
        }
    }

    fn long_side_px(self) -> f32 {
        match self {
            Self::Screen => 2560.0,
            Self::FourK => 3840.0,
            Self::EightK => 7680.0,
        }
    }
}

/// A picture of this shape whose long side has so many pixels.
fn shaped(points: Vec2, long_side_px: f32) -> [u32; 2] {
    let scale = long_side_px / points.max_element().max(1.0);
    [points.x, points.y].map(|side| (side * scale).round().max(1.0) as u32)
}

/// What may be asked, and what the making tells.
#[derive(Clone, Debug, PartialEq)]
pub enum Take {
    /// The client's name as it is printed on a handout; none: no name.
    Client(Option<String>),
    /// How large pictures are.
    Size(Size),
    /// Ask where to write it.
    Browse(Keepsake),
    /// Write it there.
    Make(Keepsake, PathBuf),
    /// This share is done.
    Progress(f32),
    /// It is written, or why not.
    Done(Result<PathBuf, String>),
    /// Stop making it.
    Cancel,
}

/// Something to be made.
pub struct Order {
    keepsake: Keepsake,
    wish: Wish,
    aim: Aim,
    /// Names and wishes of a pair, left and right.
    halves: [(String, Wish); 2],
    client: Option<String>,
    size_px: [u32; 2],
    pair_px: [u32; 2],
    path: PathBuf,
    stop: Arc<AtomicBool>,
}

/// What is taken home from a window.
#[derive(Default)]
pub struct Taking {
    /// The client's name, kept no longer than the window is open.
    pub client: Option<String>,
    /// How large pictures are.
    pub size: Size,
    /// To be begun by the window.
    pub order: Option<Order>,
    /// What is being made, the share that is done, and the word to stop it.
    running: Option<(Keepsake, f32, Arc<AtomicBool>)>,
}

impl Taking {
    /// What is being made, and the share that is done, 0..=1.
    pub fn progress(&self) -> Option<(Keepsake, f32)> {
        self.running.as_ref().map(|(keepsake, share, _)| (*keepsake, *share))
    }
}

impl State {
    pub(super) fn take_home(&mut self, step: Take) {
        match step {
            Take::Client(name) => self.taking.client = name,
            Take::Size(size) => self.taking.size = size,
            Take::Browse(keepsake) => self.dialog = Some(Dialog::Keepsake(keepsake)),
            Take::Make(keepsake, path) => self.order(keepsake, path),
            Take::Progress(now) => {
                if let Some((_, share, _)) = &mut self.taking.running {
                    *share = now;
                }
            }
            Take::Done(result) => {
                self.taking.running = None;
                match result {
                    Ok(path) => self.tell(say!("file-saved", path = path.display().to_string())),
                    Err(reason) => self.fail(reason),
                }
            }
            Take::Cancel => {
                if let Some((_, _, stop)) = self.taking.running.take() {
                    stop.store(true, Ordering::Relaxed);
                }
            }
        }
    }

    fn order(&mut self, keepsake: Keepsake, path: PathBuf) {
        if let Some((made, _)) = self.taking.progress() {
            return self.fail(say!("take-busy", noun = made.noun()));
        }
        let stop = Arc::new(AtomicBool::new(false));
        self.taking.running = Some((keepsake, 0.0, stop.clone()));
        self.taking.order = Some(Order {
            keepsake,
            wish: Wish { beside: None, ..self.wish() },
            aim: self.camera.map_or(Aim::View(View::ThreeQuarter), Aim::Camera),
            halves: self.pair(),
            client: self.taking.client.clone().filter(|name| !name.trim().is_empty()),
            size_px: shaped(self.viewport_points, self.taking.size.long_side_px()),
            pair_px: shaped(self.picture_points(), PAIR_PX * self.taking.size.long_side_px() / 2560.0),
            path,
            stop,
        });
    }

    /// Both halves of the comparison, or of before and after where nothing is compared.
    fn pair(&mut self) -> [(String, Wish); 2] {
        let compares = self.comparing.is_some();
        let kept = self.compared.take();
        if !compares {
            self.compare(Compare::Toggle);
        }
        let this = self.wish();
        let other = this.beside.as_ref().map_or_else(|| this.clone(), |(_, other)| (**other).clone());
        let wishes = match self.comparing.as_ref().is_some_and(|comparison| comparison.other_first) {
            true => [other, this],
            false => [this, other],
        };
        let [left, right] = self.half_names().unwrap_or_default();
        if !compares {
            self.comparing = None;
        }
        self.compared = kept;
        let [first, second] = wishes;
        [(left, first), (right, second)]
    }
}

/// Begins to make it, with the window's adapter but on a connection of its own: on OpenGL, devices of one connection share
/// a context, and the window would lose its picture.
pub fn begin(order: Order, adapter: String, proxy: EventLoopProxy<Wake>) {
    // A loop that has ended needs no answer.
    let say = move |step| drop(proxy.send_event(Wake::Chosen(Command::Take(step))));
    std::thread::spawn(move || {
        let stopped = || order.stop.load(Ordering::Relaxed);
        let result = make(&order, &adapter, &mut |share| {
            if stopped() {
                return ControlFlow::Break(());
            }
            say(Take::Progress(share));
            ControlFlow::Continue(())
        });
        // One that was stopped has nothing to tell.
        if !stopped() {
            say(Take::Done(result.map(|()| order.path.clone()).map_err(|error| format!("{error:#}"))));
        }
    });
}

impl Wish {
    fn subject(&self) -> Subject {
        let Wish { plan, base_dir, moment, look, .. } = self;
        Subject { plan: plan.clone(), base_dir: base_dir.clone(), moment: *moment, look: look.clone() }
    }
}

fn make(order: &Order, adapter: &str, progress: Progress<'_>) -> anyhow::Result<()> {
    let mut renderer = Renderer::headless(Some(adapter))?;
    let renderer = &mut renderer;
    let Wish { plan, base_dir, look, .. } = &order.wish;
    let subject = order.wish.subject();
    let image = match order.keepsake {
        Keepsake::Picture => still::draw(renderer, &subject, order.aim, (order.size_px, SAMPLES), progress)?,
        Keepsake::Pair => {
            let halves = order.halves.clone().map(|(name, wish)| (name, wish.subject()));
            let spec = PairSpec { halves, aim: order.aim, size_px: order.pair_px, samples: SAMPLES };
            pair::draw(renderer, &spec, progress)?
        }
        Keepsake::Sheet => {
            let (views, columns) = (SHEET_VIEWS.to_vec(), sheet::story(plan));
            let (size_px, samples, look) = (SHEET_PX, SMALL_SAMPLES, look.clone());
            let spec = SheetSpec { views, columns, size_px, samples, look };
            sheet::draw(renderer, base_dir, &spec, progress)?
        }
        Keepsake::Turntable => {
            let (size_px, samples) = (TURNTABLE_PX, SMALL_SAMPLES);
            let spec = TurntableSpec { subject, aim: order.aim, frames: FRAMES, size_px, samples };
            return Ok(files::write(&order.path, &turntable::draw(renderer, &spec, progress)?)?);
        }
        Keepsake::Handout => {
            let (client, look) = (order.client.clone(), look.clone());
            let spec = HandoutSpec { client, size_px: HANDOUT_PX, samples: 32, look };
            let page = handout::html(renderer, plan, base_dir, &spec, progress)?;
            return Ok(files::write(&order.path, page.as_bytes())?);
        }
    };
    Ok(files::write(&order.path, &picture::encode(&image, Some(plan))?)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::compare::Other;
    use crate::app::document::Document;
    use crate::app::settings::Settings;
    use crate::plan::Template;
    use crate::studio::Moment;

    fn state() -> State {
        State::new(Document::demo(), Settings::default())
    }

    fn ordered(state: &mut State, keepsake: Keepsake) -> Order {
        state.apply(Command::Take(Take::Make(keepsake, "file".into())));
        state.taking.order.take().unwrap()
    }

    #[test]
    fn a_name_is_printed_only_where_one_was_given() {
        let printed = |name: Option<&str>| {
            let mut state = state();
            state.apply(Command::Take(Take::Client(name.map(str::to_owned))));
            ordered(&mut state, Keepsake::Handout).client
        };
        assert_eq!(printed(Some("Ada")), Some("Ada".into()));
        assert_eq!([printed(Some("  ")), printed(None)], [None, None]);
    }

    #[test]
    fn one_at_a_time_with_progress_and_a_way_to_stop_it() {
        for keepsake in Keepsake::ALL {
            let mut state = state();
            let order = ordered(&mut state, keepsake);
            state.apply(Command::Take(Take::Progress(0.5)));
            assert_eq!(state.taking.progress(), Some((keepsake, 0.5)));
            state.apply(Command::Take(Take::Make(Keepsake::Handout, "b.html".into())));
            assert!(state.taking.order.is_none() && state.message.as_ref().unwrap().is_error);
            state.apply(Command::Take(Take::Cancel));
            assert!(order.stop.load(Ordering::Relaxed) && state.taking.progress().is_none());
        }
    }

    #[test]
    fn a_picture_has_the_size_that_was_chosen() {
        let mut state = state();
        state.viewport_points = Vec2::new(800.0, 600.0);
        assert_eq!(ordered(&mut state, Keepsake::Picture).size_px, [2560, 1920]);
        state.apply(Command::Take(Take::Cancel));
        state.apply(Command::Take(Take::Size(Size::EightK)));
        assert_eq!(ordered(&mut state, Keepsake::Picture).size_px, [7680, 5760]);
    }

    #[test]
    fn a_pair_is_before_and_after_or_what_is_compared() {
        let mut state = state();
        let shown = state.moment;
        let [(left, before), (right, after)] = ordered(&mut state, Keepsake::Pair).halves;
        assert_eq!([left, right], ["Before", "Settled"]);
        assert_eq!([before.moment, after.moment], [Moment::Before, shown]);
        assert!(state.comparing.is_none(), "the window went on to compare");
        state.apply(Command::Take(Take::Cancel));
        state.apply(Command::Compare(Compare::With(Other::Template(Template::TooDeep))));
        let [(left, good), (right, deep)] = ordered(&mut state, Keepsake::Pair).halves;
        assert_eq!([left, right], ["This plan", "Too deep"]);
        assert!(good.plan == state.plan && deep.plan != state.plan && good.moment == deep.moment);
    }
}
