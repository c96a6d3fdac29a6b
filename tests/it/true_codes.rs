//! What codes hold: every kind is read back from the symbol and from the page, an address is ASCII, and what a
//! person types stands beside it.

use crate::common::{build_beside, campaign, pdf, render, said, small_campaign};
use handbill::internals::content::{self, Campaign};
use handbill::internals::frame::ItemKind;
use handbill::internals::geom::Length;
use handbill::internals::payload::{Payload, Uri};
use handbill::internals::pipeline::Job;
use handbill::internals::pipeline::Pipeline;
use handbill::internals::project::Project;
use handbill::internals::qr::{Constraint, QUIET_ZONE, QrSymbol};
use handbill::internals::rules::Rule;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// A campaign with every kind of code, with letters beyond ASCII and with the signs that formats escape.
const KINDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/codes/kinds.toml");

fn kinds() -> Campaign {
    match content::load(&Project::at(KINDS)) {
        Ok(loaded) => {
            assert!(loaded.warnings.is_empty(), "{}", said(&loaded.warnings));
            loaded.value
        }
        Err(problems) => panic!("{}", said(&problems)),
    }
}

/// The small campaign with one action of its own before the others.
fn with(action: &str) -> Campaign {
    let folder = tempfile::tempdir().expect("a folder");
    let text = small_campaign("A lead.").replacen(
        "[[action]]",
        &format!("[[action]]\nid = \"own\"\nlabel = \"Do it\"\n{action}\n\n[[action]]"),
        1,
    );
    campaign(folder.path(), &text)
}

/// What the code of an action holds, and what is printed beside it.
fn held(action: &str) -> (String, String) {
    let campaign = with(action);
    let own = campaign.action("own").expect("the action");
    (own.payload.encoded(), own.short.clone())
}

/// What a reader finds in a symbol, drawn at that many pixels to a module.
fn read(symbol: &QrSymbol, pixels: usize) -> Result<Vec<String>, String> {
    let side = symbol.side_with_quiet_zone() * pixels;
    let dark = |at: usize| {
        let module = |at: usize| (at / pixels).checked_sub(QUIET_ZONE);
        match (module(at % side), module(at / side)) {
            (Some(x), Some(y)) if x < symbol.side() && y < symbol.side() => symbol.is_dark(x, y),
            _ => false,
        }
    };
    let pixel = |at| if dark(at) { 0 } else { 255 };
    render::codes(&render::Grey {
        width: side,
        height: side,
        pixels: (0..side * side).map(pixel).collect(),
    })
}

#[test]
fn an_address_beyond_ascii_is_held_in_ascii_and_printed_as_written() {
    let (code, short) = held("kind = \"url\"\nurl = \"https://հայ.example/ազատ\"");
    assert_eq!(code, "https://xn--y9a3aq.example/%D5%A1%D5%A6%D5%A1%D5%BF");
    assert_eq!(short, "հայ.example/ազատ");
    for (written, right) in [
        (
            "https://пример.рф/свобода",
            "https://xn--e1afmkfd.xn--p1ai/%D1%81%D0%B2%D0%BE%D0%B1%D0%BE%D0%B4%D0%B0",
        ),
        (
            "https://مثال.example/?س=١",
            "https://xn--mgbh0fb.example/?%D8%B3=%D9%A1",
        ),
        (
            "https://example.org/Grüße#Maß",
            "https://example.org/Gr%C3%BC%C3%9Fe#Ma%C3%9F",
        ),
        // ASCII stays letter for letter.
        (
            "https://Example.org/A%2fB/?x=1#Y",
            "https://Example.org/A%2fB/?x=1#Y",
        ),
    ] {
        assert_eq!(
            held(&format!("kind = \"url\"\nurl = \"{written}\"")).0,
            right
        );
    }
}

#[test]
fn short_numbers_and_extensions_are_dialled() {
    let sms = |phone: &str, text: &str| {
        held(&format!(
            "kind = \"sms\"\nphone = \"{phone}\"\nmessage = \"{text}\""
        ))
    };
    assert_eq!(
        sms("50409", "FREE"),
        ("SMSTO:50409:FREE".into(), "50409".into())
    );
    assert_eq!(sms("741741", "HOME").0, "SMSTO:741741:HOME");
    assert_eq!(sms("50409, 50410", "FREE").0, "sms:50409,50410?body=FREE");
    assert_eq!(
        sms("50409", "Ազատ").0,
        "sms:50409?body=%D4%B1%D5%A6%D5%A1%D5%BF"
    );
    let tel = |phone: &str| held(&format!("kind = \"tel\"\nphone = \"{phone}\""));
    assert_eq!(tel("112"), ("tel:112".into(), "112".into()));
    assert_eq!(tel("116 117"), ("tel:116117".into(), "116 117".into()));
    assert_eq!(
        tel("+1 202 555 0199  ext. 12"),
        (
            "tel:+12025550199,12".into(),
            "+1 202 555 0199 ext. 12".into()
        )
    );
    assert_eq!(tel("+1 202 555 0199;ext=12").0, "tel:+12025550199,12");
}

#[test]
fn a_mail_has_its_lines_its_letters_and_all_who_get_it() {
    let (code, short) = held(
        "kind = \"mailto\"\nemail = \"a@x.org, Անի@bücher.example\"\ncc = \"c@x.org\"\nbcc = \"d+e@x.org\"\nsubject = \"50% & \\\"more\\\"\"\nmessage = \"one\\ntwo\\r\\n\"",
    );
    assert_eq!(
        code,
        "mailto:a@x.org,%D4%B1%D5%B6%D5%AB@xn--bcher-kva.example?cc=c@x.org&bcc=d%2Be@x.org\
         &subject=50%25%20%26%20%22more%22&body=one%0D%0Atwo"
    );
    assert_eq!(short, "a@x.org, Անի@bücher.example");
}

#[test]
fn what_is_to_be_typed_stands_beside_every_new_kind() {
    let short = |action: &str| held(action).1.replace(['\u{a0}', '\u{202f}'], " ");
    assert_eq!(
        short("kind = \"wifi\"\nssid = \"Freedom\"\npassword = \"12345678\""),
        "Network Freedom · Password 12345678"
    );
    assert_eq!(short("kind = \"wifi\"\nssid = \"Open\""), "Network Open");
    assert_eq!(
        short(
            "kind = \"payment\"\nname = \"Friends\"\niban = \"DE02120300000000202051\"\namount = 12.5\ntext = \"Gift\""
        ),
        "Friends · IBAN DE02 1203 0000 0000 2020 51 · 12.50 EUR · Gift"
    );
    assert_eq!(
        short("kind = \"contact\"\nname = \"Ani\"\nphone = \"+1 202 555 0143\""),
        "Ani · +1 202 555 0143"
    );
    let event = short(
        "kind = \"event\"\nsummary = \"Vigil\"\nstart = \"2027-05-12\"\nplace = \"Mill Street\"",
    );
    assert!(
        event.contains("12 May 2027") && event.ends_with(" · Mill Street") && !event.contains(':'),
        "{event}"
    );
    // The campaign's own words come first, and a form of one's own before all.
    let own = "kind = \"wifi\"\nssid = \"Freedom\"\nshort = \"ask at the door\"";
    assert_eq!(short(own), "ask at the door");
}

#[test]
fn networks_contacts_events_and_payments_are_in_the_form_of_their_formats() {
    let campaign = kinds();
    let code = |id: &str| campaign.action(id).expect("the action").payload.encoded();
    assert_eq!(
        code("network"),
        r#"WIFI:T:WPA;S:Caf\\é\; \"Freedom\"\: a\,b;P:p\;a\:s\,s\\\"12;H:true;;"#
    );
    assert_eq!(code("network-open"), "WIFI:T:nopass;S:Սրճարան;;");
    assert_eq!(
        code("contact"),
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Ani\\; Petrosyan\\, Dr.;;;;\r\nFN:Ani\\; Petrosyan\\, Dr.\r\n\
         ORG:Friends \\\\ Co\r\nTEL:+12025550143\r\nEMAIL:info@xn--bcher-kva.example\r\n\
         URL:https://xn--y9a3aq.example/\r\nADR:;;Mill Street 1\\, 10115 Berlin;;;;\r\n\
         NOTE:Nine to four.\\nNot on Sundays.\r\nEND:VCARD\r\n"
    );
    assert_eq!(
        code("date"),
        "BEGIN:VEVENT\r\nSUMMARY:Vigil for Ani\r\nDTSTART:20270424T153000Z\r\nDTEND:20270424T170000Z\r\n\
         LOCATION:Freedom Square\\, Yerevan\r\nGEO:40.186;44.5151\r\n\
         URL:https://xn--y9a3aq.example/%D5%A1%D5%A6%D5%A1%D5%BF\r\nEND:VEVENT\r\n"
    );
    assert_eq!(
        code("days"),
        "BEGIN:VEVENT\r\nSUMMARY:Tage der Bücher\\; draußen\\, drinnen\r\nDTSTART;VALUE=DATE:20270512\r\n\
         DTEND;VALUE=DATE:20270515\r\nLOCATION:Köln\r\nEND:VEVENT\r\n"
    );
    assert_eq!(
        code("donate"),
        "BCD\n002\n1\nSCT\nBYLADEM1001\nVerein für Bücher e. V.\nDE02120300000000202051\nEUR12.50\n\n\n\
         Spende für die Bücherei"
    );
    assert_eq!(
        code("donate-any"),
        "BCD\n002\n1\nSCT\nUBSWCHZH80A\nFriends of the library\nCH9300762011623852957\n\nCHAR\nRF18539007547034"
    );
}

#[test]
fn every_kind_is_read_back_at_every_level_and_length() {
    let mut texts: Vec<(String, Constraint)> = kinds()
        .actions
        .iter()
        .map(|action| (action.payload.encoded(), action.payload.constraint()))
        .collect();
    // From the shortest to beyond what a printed code should hold, in letters of one to four bytes.
    for letters in ["1", "A", "a", "é", "ա", "あ", "😀"] {
        for count in [1, 7, 25, 60, 150, 300] {
            texts.push((letters.repeat(count), Constraint::Smallest));
        }
    }
    let medium = Constraint::Medium { largest: 40 };
    for (text, rule) in &texts {
        for rule in [*rule, medium] {
            let symbol = QrSymbol::encode_by(text, rule).expect("it fits");
            assert_eq!(read(&symbol, 4).as_deref(), Ok(&[text.clone()][..]));
        }
    }
}

#[test]
fn every_kind_is_read_back_from_the_page_and_is_told_in_words() {
    let project = Project::at(KINDS);
    let pipeline = Pipeline::of(&project).unwrap_or_else(|problem| panic!("{problem}"));
    let campaign = kinds();
    let template = pipeline
        .library
        .load("kinds")
        .unwrap_or_else(|told| panic!("{}", said(&told)));
    let job = Job::screen(&template, &"A2".parse().expect("a paper"));
    let built = match pipeline.build(&campaign, &job) {
        Ok(built) => built.value,
        Err(problems) => panic!("{}", said(&problems)),
    };
    let page = &built.examined.piece.pages[0];
    assert_eq!(page.codes().len(), campaign.actions.len());
    let ppi = 300.0;
    let picture = render::page(built.pdf(), 0, ppi);
    for (code, action) in page.codes().iter().zip(&campaign.actions) {
        let pixel = |length: Length| (length.to_inch() * ppi).round() as usize;
        let rect = code.rect();
        let part = picture.cut(
            pixel(rect.origin.x),
            pixel(rect.origin.y),
            pixel(rect.size.width),
            pixel(rect.size.height),
        );
        let held = action.payload.encoded();
        assert_eq!(
            render::codes(&part).as_deref(),
            Ok(&[held][..]),
            "{}",
            action.id
        );
    }
    let mut words = String::new();
    page.frame.walk(&mut |item| {
        if let ItemKind::Text(run) = &item.kind {
            words.push_str(&run.text);
            words.push(' ');
        }
    });
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join("");
    for action in &campaign.actions {
        assert!(
            plain(&words).contains(&plain(&action.short)),
            "{} is not printed: {words}",
            action.short
        );
    }
    // An address that is clicked is ASCII (ISO 32000-1, 12.6.4.7), wherever it comes from.
    let document = pdf::open(built.pdf());
    let mut links = Vec::new();
    for id in pdf::pages(&document) {
        let annotations = pdf::get(&document, pdf::page(&document, id), "Annots");
        for link in annotations.as_array().expect("a list") {
            let link = pdf::followed(&document, link).as_dict().expect("a link");
            let action = pdf::get(&document, link, "A").as_dict().expect("an action");
            let uri = pdf::get(&document, action, "URI").as_str().expect("a URI");
            links.push(String::from_utf8(uri.to_vec()).expect("ASCII"));
        }
    }
    assert!(links.iter().all(|link| link.is_ascii()), "{links:?}");
    for right in [
        "https://xn--y9a3aq.example/",
        "https://xn--y9a3aq.example/%D5%B4%D5%A5%D5%B6%D6%84",
        "sms:+491701234567?body=%D0%A1%D0%B2%D0%BE%D0%B1%D0%BE%D0%B4%D1%83%3A%20%D0%B2%D1%81%D0%B5%D0%BC%2C%20100%25",
        "tel:+12025550199,12",
        "geo:-0.0000012,44.5152",
    ] {
        assert!(links.iter().any(|link| link == right), "{right}: {links:?}");
    }
}

#[test]
fn a_code_on_the_command_line_is_ascii_too() {
    let held = |text: &str| Payload::of_text(text).map(|payload| payload.encoded());
    assert_eq!(
        held("https://հայ.example/ազատ").as_deref(),
        Ok("https://xn--y9a3aq.example/%D5%A1%D5%A6%D5%A1%D5%BF")
    );
    assert_eq!(
        held("mailto:info@bücher.example").as_deref(),
        Ok("mailto:info@xn--bcher-kva.example")
    );
    // What is no address is held as it is.
    for text in [
        "WIFI:T:WPA;S:Büro;;",
        "SMSTO:+4917:Grüße",
        "Wörter",
        "Example.org",
    ] {
        assert_eq!(held(text).as_deref(), Ok(text));
    }
    assert!(held("https://xn--a.example/").is_err());
    assert_eq!(
        Payload::of_text("BCD\n002").expect("a text").constraint(),
        Constraint::Medium { largest: 13 }
    );
}

#[test]
fn a_payment_is_not_paid_to_another_account_than_the_one_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    let told = |short: &str| {
        let action = format!(
            "[[action]]\nid = \"own\"\nkind = \"payment\"\nlabel = \"Give\"\nname = \"Friends\"\niban = \"DE02120300000000202051\"\nshort = \"{short}\"\n\n[[action]]"
        );
        let text = small_campaign("A lead.").replacen("[[action]]", &action, 1);
        let layout = "[template]\nextends = \"base\"\npapers = [\"A5\"]\n[[page]]\ncolumns = [\"1fr\"]\nrows = [\"auto\"]\nareas = [\"code\"]\n[page.area.code]\ncodes = [\"own\"]\nstyle = \"small\"\nlabel = \"small\"\n";
        let built = build_beside(folder.path(), &text, layout, "A5");
        let built = built
            .unwrap_or_else(|problems| panic!("{}", said(&problems)))
            .value;
        let campaign = campaign(folder.path(), &text);
        let terms = handbill::internals::proof::Terms::default();
        handbill::internals::proof::of_frames(&[&campaign], &built.examined, &terms)
            .iter()
            .filter(|finding| finding.diagnostic.rule == Rule::PrintedAddressDiffers)
            .count()
    };
    assert_eq!(told("IBAN DE89 3704 0044 0532 0130 00"), 1);
    assert_eq!(told("IBAN DE02 1203 0000 0000 2020 51"), 0);
    assert_eq!(told("Ask us"), 0);
}

/// Whether a text may be an address: the letters of RFC 3986, and of a percent sign two digits after it.
fn is_uri(text: &str) -> bool {
    let bytes = text.as_bytes();
    let hex = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
    bytes.iter().enumerate().all(|(at, byte)| match byte {
        b'%' => hex(at + 1) && hex(at + 2),
        byte => byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=".contains(byte),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::with_cases(256) })]

    #[test]
    fn an_address_is_ascii_whatever_it_was(text in "\\PC{0,40}", path in "\\PC{0,20}") {
        prop_assert!(is_uri(Uri::of(&text).as_str()), "{}", Uri::of(&text));
        let address = format!("https://հայ.example/{path}");
        if let Ok(payload @ Payload::Url(_)) = Payload::of_text(&address) {
            prop_assert!(is_uri(&payload.encoded()), "{}", payload.encoded());
        }
    }

    #[test]
    fn addresses_that_were_addresses_stay(path in "[A-Za-z0-9._~!$&'()*+,;=:@/?-]{0,30}") {
        let address = format!("https://Example.org/{path}");
        prop_assert_eq!(Payload::of_text(&address).map(|payload| payload.encoded()), Ok(address));
    }
}

#[test]
fn the_campaign_of_all_kinds_has_all_kinds() {
    let campaign = kinds();
    for kind in [
        "url", "tel", "mailto", "sms", "geo", "wifi", "contact", "event", "payment",
    ] {
        assert!(
            campaign
                .actions
                .iter()
                .any(|action| action.payload.kind() == kind),
            "{kind}"
        );
    }
}
