import Codebook
import Findings
import ResourceTables
import Testing

@Suite struct ActorLexiconTests {
  let lexicon: ActorLexicon

  init() throws { lexicon = try ActorLexicon.load() }

  private func code(_ name: String, _ day: String) -> String? {
    lexicon.resolve(name: name, on: CalendarDay(day))?.code?.rawValue
  }

  @Test(arguments: [
    ("Iran", "2017-02-06", "IRN"), ("the United States", "1950-01-01", "USA"), ("U.S.", "1950-01-01", "USA"),
    ("Iranian", "2017-02-06", "IRN"), ("the Kremlin", "2017-02-06", "RUS"), ("Côte d’Ivoire", "1990-01-01", "CIV"),
    ("COTE D'IVOIRE", "1990-01-01", "CIV"), ("Tehran", "2017-02-06", "IRN"), ("Persia", "1921-02-26", "IRN"),
    ("Muscovy", "1530-01-01", "RUS"), ("the Soviet Union", "1980-01-01", "RUS"), ("Prussia", "1866-07-03", "DEU"),
  ])
  func resolvesNamesOfStates(name: String, day: String, expected: String) {
    #expect(code(name, day) == expected)
  }

  @Test func noKeyStandsForActorsOfTwoKinds() throws {
    var kinds: [String: Set<ActorKind>] = [:]
    for row in try ActorLexicon.load().listing(containing: "") where row.kind != .blocked {
      kinds[row.identifier, default: []].insert(row.kind)
    }
    #expect(kinds.count > 10_000)
    let shared = kinds.filter { $0.value.count > 1 }.keys.sorted()
    #expect(shared.isEmpty, "\(shared.prefix(5))")
  }

  @Test func aSeatOfPowerIsTheGovernment() throws {
    let found = try #require(lexicon.resolve(name: "Kremlin", on: CalendarDay("2017-02-06")))
    #expect(found.sector == .government)
    #expect(found.identifier == "state:RUS")
  }

  @Test func aNamesakeIsTheOneInOffice() throws {
    let elder = try #require(lexicon.resolve(name: "Bush", on: CalendarDay("1990-08-02")))
    let younger = try #require(lexicon.resolve(name: "Bush", on: CalendarDay("2003-03-20")))
    #expect(elder.identifier != younger.identifier)
    #expect(elder.office == "President of the United States")
    #expect(younger.office == "President of the United States")
  }

  @Test func anOfficeIsTheOneHeldAtTheDate() {
    let name = "Vladimir Putin"
    let offices = ["1999-09-01", "2005-01-01", "2010-01-01", "2017-01-01"].map {
      lexicon.resolve(name: name, on: CalendarDay($0))?.office
    }
    #expect(
      offices == ["Prime Minister of Russia", "President of Russia", "Prime Minister of Russia", "President of Russia"])
  }

  @Test(arguments: [
    ("Khomeini", "1980-01-01", "IRN"), ("Ayatollah Chomeini", "1980-01-01", "IRN"),
    ("King Hussein I", "1970-01-01", "JOR"), ("Emperor Haile Selassie", "1963-10-01", "ETH"),
    ("Mohammed Reza Pahlavi", "1949-11-16", "IRN"), ("President Yeltsin", "1993-04-01", "RUS"),
    ("Jiang Zemin", "1997-10-29", "CHN"), ("M. Gorbachev", "1987-12-08", "RUS"),
    ("Moammar Qadhafi", "1986-04-14", "LBY"), ("Chomeini", "1980-01-01", "IRN"),
  ])
  func resolvesPeopleInOtherSpellings(name: String, day: String, expected: String) {
    #expect(code(name, day) == expected)
  }

  @Test func readsADescriptionOfAnOffice() throws {
    let found = try #require(lexicon.resolve(name: "Iranian foreign minister", on: CalendarDay("2015-07-14")))
    #expect(found.code == "IRN")
    #expect(found.sector == .government)
    #expect(found.office == "foreign minister")
  }

  @Test(arguments: ["", " ", "the", "Xyzzy", "Wilhelmina Xyzzy", "Quux of Xyzzy"])
  func knowsNobodyOfThatName(name: String) {
    #expect(lexicon.resolve(name: name, on: CalendarDay("2000-01-01")) == nil)
  }

  @Test(
    arguments: [
      "Toyota", "Hutus", "Uyghurs", "axis", "Heather", "Deborah", "Tucson", "Subaru", "Zorbal", "Iles de Los",
      "Chelsea Clinton", "Charles Dickens", "III", "VIII",
    ], ["1958-03-01", "1975-06-01", "1995-06-01", "2008-06-01", ""])
  func likenessAloneMakesNobodyAPerson(name: String, day: String) {
    #expect(lexicon.resolve(name: name, on: CalendarDay(day))?.kind != .person)
  }

  @Test func regnalNumbersTellNamesakesApart() {
    #expect(code("Letsie III", "2000-01-01") == "LSO")
    #expect(lexicon.resolve(name: "Letsie IX", on: CalendarDay("2000-01-01"))?.kind != .person)
  }

  @Test func aCityWhereAFormerStateSatIsItsOwnStatesToday() {
    #expect(code("Shanghai", "2008-06-01") == "CHN")
    #expect(lexicon.resolve(name: "Shanghai", on: nil)?.code?.rawValue == "CHN")
  }

  @Test func takesCodesOfOtherCodebooks() throws {
    let aliases = try CodeAliases()
    #expect(["kos", "XKX", "fra"].map { aliases.code($0).rawValue } == ["XKX", "XKX", "FRA"])
  }

  @Test func theSameNameGivesTheSameAnswer() throws {
    let again = try ActorLexicon.load()
    for name in ["Bush", "Georgia", "Abdullah", "Lee", "Rodriguez", "Congo"] {
      #expect(lexicon.resolve(name: name, on: nil) == again.resolve(name: name, on: nil), "\(name)")
    }
  }

  @Test func everyTableIsReadAndCounted() throws {
    let coverage = lexicon.coverage()
    for table in coverage.tables { #expect(table.version != nil && table.rows > 0, "\(table.name)") }
    let kinds = Dictionary(uniqueKeysWithValues: coverage.kinds.map { ($0.kind, $0.actors) })
    #expect(kinds[.state] ?? 0 >= 240)
    #expect(kinds[.polity] ?? 0 >= 200)
    #expect(kinds[.person] ?? 0 >= 2_500)
    #expect(kinds[.organization] ?? 0 >= 250)
    #expect(kinds[.group] ?? 0 >= 300)
    #expect(coverage.states.reduce(0) { $0 + $1.people } == kinds[.person].map { $0 - coverage.peopleOfNoState })
  }

  @Test func listsWhoHeldAnOfficeOnADay() {
    let found = lexicon.listing(
      kind: .person, code: "USA", on: CalendarDay("1962-10-22"), containing: "president of the united states")
    #expect(found.contains { $0.name.hasSuffix("Kennedy") })
    #expect(!found.contains { $0.name.hasSuffix("Nixon") })
  }
}
