import Findings
import TestSupport
import Testing

@Suite(.enabled(if: TestModel.folder != nil)) struct FigureTests {
  private static let quantities: [(String, Double, String)] = [
    ("Britain lent $2.1 billion to Egypt.", 2_100_000_000.0, "USD"),
    ("France raised a 30,000-strong army.", 30_000, "people"),
    ("Forty-two soldiers died.", 42, "people"),
    ("More than a third of the fleet was lost.", 1.0 / 3, "share"),
    ("Trade doubled.", 2, "multiple"),
    ("Exports grew by 12 percent.", 0.12, "share"),
    ("The border is 300 miles long.", 300, "mile"),
    ("Thousands of soldiers left.", 1_000, "people"),
    ("Tens of thousands of soldiers left.", 10_000, "people"),
    ("Fifty-three Africans were freed.", 53, "people"),
    ("The settlers never exceeded 400.", 400, "people"),
    ("It cost £6 million.", 6_000_000, "GBP"),
    ("Some two hundred and fifty thousand men marched.", 250_000, "people"),
    ("They fought two wars.", 2, "wars"),
  ]

  @Test(arguments: quantities)
  func readsNumberAndUnit(text: String, value: Double, unit: String) throws {
    let fixture = try ExtractionFixture(text)
    let figure = try #require(try fixture.figures().first, "no figure in “\(text)”")
    #expect(abs(figure.value - value) < 1e-6 * value)
    #expect(figure.unit == unit)
  }

  @Test(arguments: [
    "The two countries signed.", "It was a zero-sum game.", "One of them left.", "It was a third term.",
    "The P5+1 group met.", "In the second half of the war they met.", "They had two goals.",
    "It ran along the forty-ninth parallel.", "He came three weeks before the war.",
  ])
  func numbersThatMeanNothingByThemselvesAreNoFigures(text: String) throws {
    let fixture = try ExtractionFixture(text)
    let figures = try fixture.figures()
    #expect(figures.isEmpty)
  }

  @Test func approximationIsKept() throws {
    let fixture = try ExtractionFixture("At least 5,000 troops crossed the border.")
    let figure = try #require(try fixture.figures().first)
    #expect(figure.approximation == "at least")
    #expect(figure.kind == .forces)
    #expect(fixture.words(figure.span).hasPrefix("At least 5,000"))
  }

  @Test(arguments: [
    ("Britain lent Egypt £8m.", [8_000_000.0]), ("Exports fell by 40 per cent.", [0.4]),
    ("Moscow sold 10–15 % of its oil.", [0.1, 0.15]), ("Ukraine lost between 100 and 200 soldiers.", [100, 200]),
    ("A quarter of a million refugees fled.", [250_000]), ("One in five soldiers deserted.", [0.2]),
    ("A $1.7-billion settlement was paid.", [1_700_000_000]), ("An army of 60,000 marched.", [60_000]),
    ("Several hundred fighters left.", [200]), ("India gave Nepal Rs 500 crore.", [5_000_000_000]),
    ("He is 45 years old.", []), ("Germany paid 132 billion gold marks.", [132_000_000_000]),
  ])
  func readsTheFormsThatTextsUse(text: String, values: [Double]) throws {
    let fixture = try ExtractionFixture(text)
    #expect(try fixture.figures().map { ($0.value * 1e6).rounded() / 1e6 } == values)
  }
}
