//! Lists, scales and parents' questions.

use crate::grammar::shape::{Key, MapShape, Shape};

use super::key;

/// The name of the part that an item of a list is.
const ITEM: &str = "item";

pub(super) fn lijst() -> MapShape {
    let in_sentence = "Hoe een item in een zin klinkt als zijn naam te weinig zegt, zoals afspraken over {naam}.";
    MapShape::new(vec![
        key("lijst", "De id van deze lijst.", Shape::Id),
        key(
            "breidt-uit",
            "De lijst die dit bestand uitbreidt. Items met een bekend id vervangen die van de lijst.",
            Shape::Word,
        ),
        key("titel", "De titel, zoals lezers hem zien.", Shape::Word),
        key("kop-ouders", "Wat ouders boven de items lezen in plaats van de titel.", Shape::Word),
        key("in-zin", in_sentence, Shape::Word),
        key("items", "De items, op volgorde: per id een item.", Shape::open(item())).required(),
    ])
}

fn item() -> Shape {
    let mut keys = vec![key("naam", "De naam, zoals lezers hem zien.", Shape::Word).required()];
    keys.extend(about_item());
    keys.push(key("items", "Items die hieronder vallen.", Shape::open(Shape::Again(ITEM.to_owned()))));
    Shape::Map(MapShape::new(keys)).part(ITEM)
}

/// What is said of an item or a question besides its name.
fn about_item() -> Vec<Key> {
    let explanation =
        "Wat het is, in een paar woorden: dit staat tussen haakjes waar ouders het woord voor het eerst tegenkomen.";
    let refers =
        "Of een kind daarvoor ergens anders heen gaat. Een school verwijst er dan naar, en biedt het niet zelf.";
    vec![
        key("naam-ouders", "De naam in woorden van ouders, als de naam vaktaal is.", Shape::Word),
        key("betekenis", "Wat het is, voor de woordenlijst.", Shape::Word),
        key("uitleg", explanation, Shape::Word),
        key(
            "zin",
            "Een hele zin voor ouders: wat het voor een kind doet. In het algemeen, niet van een school.",
            Shape::Word,
        ),
        key("synoniemen", "Andere woorden voor hetzelfde.", Shape::Word.many()),
        key("afkortingen", "Afkortingen van de naam.", Shape::Word.many()),
        key("hulpvragen", "De vragen van ouders waar dit bij helpt.", Shape::Word.many()),
        key("verwijst", refers, Shape::YesNo),
        key("groep", "De kop waar de vraag onder staat (alleen in de lijst hulpvragen).", Shape::Word),
        key("vervallen", "Het jaar waarin dit buiten gebruik raakte.", Shape::Word),
        key("vervangen-door", "Wat ervoor in de plaats kwam.", Shape::Word),
    ]
}

pub(super) fn schaal() -> MapShape {
    let value = MapShape::new(vec![
        key("id", "De id, uniek in deze schaal.", Shape::Id).required(),
        key("naam", "De naam, zoals lezers hem zien.", Shape::Word),
        key("kort", "Een kort teken, zoals O.", Shape::Word),
        key("zin", "Een hele zin: wat deze waarde betekent.", Shape::Word),
        key("telt", "Of deze waarde betekent dat het er is.", Shape::YesNo),
        key("van", "Het begin van een band, zoals 80%.", Shape::Word),
        key("tot", "Het eind van een band.", Shape::Word),
    ]);
    MapShape::new(vec![
        key("schaal", "De id van deze schaal.", Shape::Id).required(),
        key("titel", "De titel, zoals lezers hem zien.", Shape::Word),
        key("polen", "Wat de twee uiteinden betekenen, als lijst van twee.", Shape::Word.many()),
        key("waarden", "De waarden, van laag naar hoog.", Shape::Map(value).many()).required(),
    ])
}

pub(super) fn hulpvragen() -> MapShape {
    let mut keys = vec![
        key(
            "naam",
            "De vraag, zoals ouders haar lezen. Een bekende vraag zonder naam krijgt er woorden en items bij.",
            Shape::Word,
        ),
        key("bij", "Items die bij deze vraag helpen, elk als lijst/item.", Shape::Word.many()),
    ];
    keys.extend(about_item());
    let question = Shape::OrNothing(vec![Shape::Map(MapShape::new(keys))]);
    MapShape::new(vec![key("hulpvragen", "Per id een vraag.", Shape::open(question)).required()])
}
