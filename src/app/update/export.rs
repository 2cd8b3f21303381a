//! Ordering, following and stopping an export.

use std::path::PathBuf;

use super::compare;
use super::notify::{fail, tell};
use crate::app::dialog::Dialog;
use crate::app::effect::Effect;
use crate::app::event::ExportEvent;
use crate::app::export::{ExportAction, ExportJob, ExportKind, RunningExport, StopFlag};
use crate::app::state::State;
use crate::pictures::{Aim, Subject};
use crate::render::camera::View;
use crate::words::say;

/// Does what was asked of exports.
pub fn act(state: &mut State, action: ExportAction) -> Vec<Effect> {
    match action {
        ExportAction::Client(name) => state.exports.client = name,
        ExportAction::Size(size) => state.exports.size = size,
        ExportAction::Browse(kind) => return vec![Effect::Browse(Dialog::Export(kind))],
        ExportAction::Cancel => {
            if let Some(running) = state.exports.running.take() {
                running.stop.set();
            }
        }
    }
    Vec::new()
}

/// Follows the export under way.
pub fn receive(state: &mut State, event: ExportEvent) {
    match event {
        ExportEvent::Progress(fraction) => {
            if let Some(running) = &mut state.exports.running {
                running.progress = fraction;
            }
        }
        ExportEvent::Done(result) => {
            state.exports.running = None;
            match result {
                Ok(path) => tell(state, say!("file-saved", path = path.display().to_string())),
                Err(reason) => fail(state, reason),
            }
        }
    }
}

/// Begins to make it; one at a time.
pub fn begin(state: &mut State, kind: ExportKind, path: PathBuf) -> Vec<Effect> {
    if let Some(running) = &state.exports.running {
        let noun = running.kind.noun();
        fail(state, say!("export-busy", noun = noun));
        return Vec::new();
    }
    let (size, stop) = (state.exports.size, StopFlag::default());
    let job = ExportJob {
        kind,
        subject: state.subject(),
        aim: state.camera.map_or(Aim::View(View::ThreeQuarter), Aim::Camera),
        halves: halves(state),
        client: state.exports.client.clone().filter(|name| !name.trim().is_empty()),
        size_px: size.picture_px(state.viewport_points),
        pair_px: size.pair_px(state.picture_points()),
        path,
        stop: stop.clone(),
    };
    state.exports.running = Some(RunningExport { kind, progress: 0.0, stop });
    vec![Effect::Export(Box::new(job))]
}

/// Captions and subjects of what is compared, or of before and after where nothing is, left and right.
fn halves(state: &State) -> [(String, Subject); 2] {
    let this = state.subject();
    let comparison = state.comparing.clone().unwrap_or_else(|| compare::usual(state));
    let other = comparison.other.of(&this, &state.settings.adjustment).unwrap_or_else(|_| this.clone());
    let [caption, other_caption] = comparison.other.captions(&this);
    comparison.left_to_right([(caption, this), (other_caption, other)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::Command;
    use crate::app::comparison::CompareAction;
    use crate::app::event::Event;
    use crate::app::export::ExportSize;
    use crate::app::testing::TestWindow;
    use crate::pictures::Variant;
    use crate::plan::Template;
    use crate::studio::Moment;

    fn export(window: &mut TestWindow, kind: ExportKind) -> ExportJob {
        window.choose(Dialog::Export(kind), "file");
        window.take_job().unwrap()
    }

    #[test]
    fn a_name_is_printed_only_where_one_was_given() {
        let printed = |name: Option<&str>| {
            let mut window = TestWindow::demo();
            window.apply(Command::Export(ExportAction::Client(name.map(str::to_owned))));
            export(&mut window, ExportKind::Handout).client
        };
        assert_eq!(printed(Some("Ada")), Some("Ada".into()));
        assert_eq!([printed(Some("  ")), printed(None)], [None, None]);
    }

    #[test]
    fn one_at_a_time_with_progress_and_a_way_to_stop_it() {
        for kind in ExportKind::ALL {
            let mut window = TestWindow::demo();
            let job = export(&mut window, kind);
            window.receive(Event::Export(ExportEvent::Progress(0.5)));
            let running = window.exports.running.as_ref().unwrap();
            assert_eq!((running.kind, running.progress), (kind, 0.5));
            window.choose(Dialog::Export(ExportKind::Handout), "b.html");
            assert!(window.take_job().is_none() && window.message.as_ref().unwrap().is_error);
            window.apply(Command::Export(ExportAction::Cancel));
            assert!(job.stop.is_set() && window.exports.running.is_none());
        }
    }

    #[test]
    fn a_picture_has_the_size_that_was_chosen() {
        let mut window = TestWindow::demo();
        window.receive(Event::ViewportSized(glam::Vec2::new(800.0, 600.0)));
        assert_eq!(export(&mut window, ExportKind::Picture).size_px, [2560, 1920]);
        window.apply(Command::Export(ExportAction::Cancel));
        window.apply(Command::Export(ExportAction::Size(ExportSize::EightK)));
        assert_eq!(export(&mut window, ExportKind::Picture).size_px, [7680, 5760]);
    }

    #[test]
    fn a_pair_is_before_and_after_or_what_is_compared() {
        let mut window = TestWindow::demo();
        let shown = window.moment;
        let [(left, before), (right, after)] = export(&mut window, ExportKind::Pair).halves;
        assert_eq!([left, right], ["Before", "Settled"]);
        assert_eq!([before.moment, after.moment], [Moment::Before, shown]);
        assert!(window.comparing.is_none(), "the window went on to compare");
        window.apply(Command::Export(ExportAction::Cancel));
        window.apply(Command::Compare(CompareAction::With(Variant::Template(Template::TooDeep))));
        let [(left, good), (right, deep)] = export(&mut window, ExportKind::Pair).halves;
        assert_eq!([left, right], ["This plan", "Too deep"]);
        assert!(good.plan == window.plan && deep.plan != window.plan && good.moment == deep.moment);
    }
}
