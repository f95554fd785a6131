"""What the suite *Reading text* asks: every picture's key, look and text. All names and numbers are invented."""

from __future__ import annotations

from dataclasses import dataclass

CATEGORIES = {
    "labels": ("Labels", "Labels on jars, drawers, parcels and tags, one to three lines each."),
    "receipts": ("Receipts", "Pieces of till receipts: names at the left, amounts at the right."),
    "meter-displays": (
        "Meter displays",
        "Seven-segment displays and counter wheels: one reading, often with its unit.",
    ),
    "serial-plates": ("Serial plates", "Engraved metal plates with a type, ratings or a serial number."),
    "tables": ("Tables", "Small ruled tables, read row by row."),
    "forms": ("Forms", "Filled-in forms: a printed name and what was entered beside it, line by line."),
    "scripts": ("Scripts and accents", "Signs in German, French, Greek and Russian."),
}
"""By key: the label and the description."""

QUESTIONS = {
    "labels": "What does the label say?",
    "receipts": "What does this part of the receipt say?",
    "meter-displays": "What does the display show?",
    "serial-plates": "What does the plate say?",
    "tables": "What does the table say, row by row?",
    "forms": "What does the form say, line by line?",
    "scripts": "What does the sign say?",
}

VARIANTS = ("clean", "rotated", "blurred", "low-contrast", "noisy")


@dataclass(frozen=True)
class Picture:
    """One picture to draw. A line is a text, or the cells of a row, left to right."""

    category: str
    name: str
    variant: str
    style: str
    lines: tuple[str | tuple[str, ...], ...]

    @property
    def key(self) -> str:
        """The prompt's key, which names the variant last."""
        return f"{self.name}-{self.variant}"

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """The lines, each as cells."""
        return [(line,) if isinstance(line, str) else line for line in self.lines]

    @property
    def expected(self) -> str:
        """All the text in the picture, top to bottom, left to right."""
        return "\n".join(" ".join(row) for row in self.rows)


def _pictures(category: str, *pictures: tuple[str, str, str, tuple[str | tuple[str, ...], ...]]) -> list[Picture]:
    return [Picture(category, name, variant, style, lines) for name, variant, style, lines in pictures]


PICTURES: list[Picture] = [
    *_pictures(
        "labels",
        ("label-jam", "clean", "jar", ("APRICOT JAM", "Best before 03/2027", "340 g")),
        ("label-parcel", "clean", "parcel", ("FRAGILE", "Glass, this side up", "Parcel 2 of 5")),
        ("label-drawer", "rotated", "drawer", ("M8 x 40", "Hex bolts, zinc", "Drawer C-17")),
        ("label-spice", "rotated", "jar", ("Smoked Paprika", "Net weight 75 g")),
        ("label-cable", "blurred", "drawer", ("Cable 12B", "Pump room east")),
        ("label-sample", "blurred", "parcel", ("Sample 0417", "Drawn 12 May 09:35", "Keep at 4 °C")),
        ("label-care", "low-contrast", "cloth", ("Wash at 40 °C", "Do not bleach", "Dry in the shade")),
        ("label-seeds", "low-contrast", "kraft", ("Runner Beans", "Sow April to June", "Depth 5 cm")),
        ("label-caution", "noisy", "warning", ("CAUTION", "Hot surface", "Let cool before opening")),
        ("label-stool", "noisy", "kraft", ("Oak stool", "Article 88-2146", "EUR 64.50")),
    ),
    *_pictures(
        "receipts",
        (
            "receipt-bakery",
            "clean",
            "headed",
            ("Harbour Bakery", ("2 x Rye roll", "3.40"), ("Butter 250 g", "2.95"), ("TOTAL", "6.35")),
        ),
        ("receipt-cafe", "clean", "end", (("Tea, large", "3.20"), ("Plum cake", "4.10"), ("Sum EUR", "7.30"))),
        (
            "receipt-grocer",
            "rotated",
            "headed",
            ("LINDEN GROCER", ("Tomatoes 1.2 kg", "4.68"), ("Eggs, 10", "3.79"), ("Total", "8.47")),
        ),
        ("receipt-change", "rotated", "end", (("Receipt", "00271"), ("Cash", "20.00"), ("Change", "3.45"))),
        (
            "receipt-parking",
            "blurred",
            "headed",
            ("Parking Deck North", ("In 08:12", "Out 10:47"), ("Paid", "5.50")),
        ),
        ("receipt-paint", "blurred", "end", (("Paint brush", "6.25"), ("Masking tape", "3.10"), ("Total", "9.35"))),
        ("receipt-ticket", "low-contrast", "headed", ("Ticket 5208-17", ("Zone 2", "Adult"), ("Fare", "2.80"))),
        ("receipt-vat", "low-contrast", "end", (("Subtotal", "41.60"), ("VAT 19 %", "7.90"), ("Total", "49.50"))),
        ("receipt-bicycle", "noisy", "end", (("Bicycle tube", "7.90"), ("Patch kit", "4.25"), ("Card", "12.15"))),
        (
            "receipt-books",
            "noisy",
            "headed",
            ("Corner Books", ("Atlas of Rivers", "28.00"), ("Voucher", "-5.00"), ("To pay", "23.00")),
        ),
    ),
    *_pictures(
        "meter-displays",
        ("meter-energy", "clean", "lcd", (("04518.7", "kWh"),)),
        ("meter-clock", "clean", "red", (("23:45",),)),
        ("meter-water", "rotated", "lcd", (("1306.2", "m³"),)),
        ("meter-counter", "rotated", "wheels", (("0072934",),)),
        ("meter-oven", "blurred", "red", (("87.3", "°C"),)),
        ("meter-pressure", "blurred", "lcd", (("0.958", "bar"),)),
        ("meter-voltage", "low-contrast", "lcd", (("229.8", "V"),)),
        ("meter-speed", "low-contrast", "green", (("3150", "rpm"),)),
        ("meter-scale", "noisy", "green", (("62.40", "kg"),)),
        ("meter-distance", "noisy", "wheels", (("158206", "km"),)),
    ),
    *_pictures(
        "serial-plates",
        ("plate-mixer", "clean", "steel", ("Model KV-204", "Serial no. 7H32-00918", "230 V 50 Hz")),
        ("plate-gearbox", "clean", "brass", ("TYPE RD 55", "No. 48391-6", "Made 2019")),
        ("plate-pump", "rotated", "steel", ("PUMP P7-1180", "S/N 2206-4471-C")),
        ("plate-hoist", "rotated", "black", ("Max. load 1250 kg", "Hoist no. 3096")),
        ("plate-motor", "blurred", "steel", ("Motor 2.2 kW", "1430 rpm", "S/N E6K-83157")),
        ("plate-valve", "blurred", "brass", ("Valve DN 80 PN 16", "Batch 94-1207")),
        ("plate-boiler", "low-contrast", "steel", ("BOILER 4 bar", "Test 11/2023", "S/N 66A-2930")),
        ("plate-chassis", "low-contrast", "black", ("Chassis no.", "WZT 4H9 7K2 61853")),
        ("plate-gauge", "noisy", "steel", ("Gauge G-315", "Range 0-16 bar", "S/N 7754-82")),
        ("plate-unit", "noisy", "brass", ("Unit 3 of 8", "S/N QF20-55196")),
    ),
    *_pictures(
        "tables",
        ("table-parts", "clean", "green", (("Part", "Qty", "Price"), ("Hinge", "12", "1.80"), ("Latch", "4", "3.25"))),
        (
            "table-hours",
            "clean",
            "blue",
            (("Day", "Open", "Close"), ("Mon", "8:00", "17:30"), ("Sat", "9:30", "13:00")),
        ),
        (
            "table-lines",
            "rotated",
            "plain",
            (("Line", "From", "To"), ("14", "Mill", "Quay"), ("27", "Park", "Station")),
        ),
        ("table-rain", "rotated", "blue", (("Year", "Rain mm"), ("2022", "641"), ("2023", "788"), ("2024", "702"))),
        ("table-race", "blurred", "green", (("Lane", "Name", "Time"), ("3", "Okoro", "58.21"), ("4", "Lund", "58.94"))),
        ("table-sizes", "blurred", "plain", (("Size", "Chest", "Waist"), ("S", "88", "74"), ("M", "96", "82"))),
        ("table-rooms", "low-contrast", "blue", (("Room", "Desks", "Floor"), ("101", "24", "1"), ("305", "16", "3"))),
        ("table-torque", "low-contrast", "plain", (("Bolt", "Torque"), ("A4", "25 Nm"), ("B2", "40 Nm"))),
        ("table-stock", "noisy", "green", (("Item", "Stock", "Min"), ("Fuse 5 A", "36", "20"), ("Relay", "7", "10"))),
        (
            "table-tides",
            "noisy",
            "plain",
            (("Tide", "Time", "Level"), ("High", "04:18", "3.9 m"), ("Low", "10:52", "0.6 m")),
        ),
    ),
    *_pictures(
        "forms",
        ("form-guest", "clean", "script", (("Name", "Ada Fenwick"), ("Room", "214"), ("Arrival", "3 June 2025"))),
        ("form-order", "clean", "typed", (("Order no.", "55-20318"), ("Quantity", "24"), ("Colour", "dark green"))),
        (
            "form-visitor",
            "rotated",
            "script",
            (("Visitor", "Tomas Brandl"), ("Host", "Ines Okafor"), ("Badge", "0863")),
        ),
        (
            "form-delivery",
            "rotated",
            "typed",
            (("Street", "Quarry Lane 48"), ("Town", "Eastmere"), ("Weight", "7.5 kg")),
        ),
        ("form-repair", "blurred", "typed", (("Device", "Toaster T-90"), ("Fault", "lever stuck"), ("Due", "19 Oct"))),
        ("form-library", "blurred", "script", (("Reader", "Milo Hart"), ("Card", "10-7752"), ("Books", "6"))),
        (
            "form-meter",
            "low-contrast",
            "typed",
            (("Meter", "A 667 3021"), ("Reading", "18450"), ("Read on", "02.02.2025")),
        ),
        ("form-class", "low-contrast", "script", (("Pupil", "Juna Petrov"), ("Class", "7b"), ("Tutor", "Mr. Adeyemi"))),
        ("form-parcel", "noisy", "typed", (("Parcels", "3"), ("Depot", "Westgate 12"), ("Driver", "L. Moreau"))),
        ("form-survey", "noisy", "script", (("Plot", "29-C"), ("Trees", "41"), ("Surveyor", "Nora Blum"))),
    ),
    *_pictures(
        "scripts",
        ("german-street", "clean", "enamel", ("Müllergäßchen 7",)),
        ("german-apples", "rotated", "chalk", ("Süße Äpfel", "Klasse 1", "2,99 € je kg")),
        ("german-door", "blurred", "paper", ("Bitte Tür schließen", "Schlüssel am Empfang")),
        ("french-park", "clean", "paper", ("Forêt du Chêne", "Accès interdit la nuit")),
        ("french-menu", "low-contrast", "chalk", ("Crème brûlée 6,50 €", "Pâté de légumes 8,20 €")),
        ("french-lift", "noisy", "enamel", ("Élévateur à gauche", "Sortie côté façade")),
        ("greek-entrance", "clean", "paper", ("Είσοδος ελεύθερη", "Κλειστό Δευτέρα")),
        ("greek-coffee", "low-contrast", "paper", ("Καφές και νερό", "2,40 €")),
        ("greek-street", "rotated", "enamel", ("ΟΔΟΣ ΑΝΘΕΩΝ 12",)),
        ("russian-street", "clean", "enamel", ("Улица Садовая 15",)),
        ("russian-river", "blurred", "paper", ("Выход к реке", "Осторожно, лёд")),
        ("russian-tea", "noisy", "chalk", ("Чай с мёдом", "90 рублей")),
    ),
]
