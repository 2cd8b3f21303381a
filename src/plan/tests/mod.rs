use super::*;
#[test]
fn demo(){ println!("{:?}", Plan::from_toml(Plan::DEMO,"demo.toml")); println!("{}", Plan::demo().to_toml()); panic!() }
