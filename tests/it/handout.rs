//! The page that a client takes home.

use papilla::pictures::carry_on;
use papilla::pictures::handout::{self, HandoutSpec};
use papilla::plan::Plan;
use papilla::render::lighting::LightingPreset;

use crate::support::renderer;

fn page(plan: &Plan, client: Option<&str>) -> String {
    let spec = HandoutSpec {
        client: client.map(str::to_owned),
        size_px: [48, 40],
        samples: 1,
        lighting: LightingPreset::preset("clinic").unwrap(),
    };
    handout::html(&mut renderer(), plan, std::path::Path::new(""), &spec, &mut carry_on).unwrap()
}

/// Whatever a browser would fetch from elsewhere.
fn fetched(page: &str) -> bool {
    ["http:", "https:", "src=\"/", "<link", "<script", "url("].iter().any(|way| page.contains(way))
}

#[test]
fn a_handout_holds_all_of_the_plan_and_needs_nothing_else() {
    let mut plan = Plan::demo();
    plan.name = "Crown & <b>temples</b>".into();
    plan.sessions[1].enabled = false;
    let page = page(&plan, None);
    assert_eq!(page.matches("data:image/png;base64,iVBOR").count(), 4);
    assert!(page.contains("Crown &#38; &#60;b&#62;temples") && !page.contains("<b>temples"), "not escaped");
    assert!(!fetched(&page));
    assert!(fetched(&format!("{page}<script>")), "planted: a page that fetches must be seen");
    for session in &plan.sessions {
        // Once with its shades and depths, once in the record.
        let wanted = if session.enabled { 2 } else { 0 };
        assert_eq!(page.matches(&format!("<td>{}<", session.name)).count(), wanted, "{}", session.name);
    }
    assert!(page.contains("not a promise") && page.contains("lot number") && page.contains("signature"));
}

#[test]
fn the_client_is_named_only_where_asked_for() {
    let plan = Plan::demo();
    assert!(page(&plan, Some("Ada Byron")).contains("Client: Ada Byron"));
    assert!(!page(&plan, None).contains("Client:"));
}
