import Findings
import ResourceTables
import Testing

@testable import Codebook

@Suite struct ActorLexiconTests {
  let lexicon: ActorLexicon

  init() throws { lexicon = try ActorLexicon.load() }

  @Test(arguments: [
    ("Iran", "2017-02-06", "IRN"), ("the United States", "1950-01-01", "USA"), ("U.S.", "1950-01-01", "USA"),
    ("Iranian", "2017-02-06", "IRN"), ("the Kremlin", "2017-02-06", "RUS"), ("Côte d’Ivoire", "1990-01-01", "CIV"),
    ("COTE D'IVOIRE", "1990-01-01", "CIV"), ("Tehran", "2017-02-06", "IRN"),
  ])
  func resolvesNamesOfStates(name: String, day: String, code: String) throws {
    let found = try #require(lexicon.resolve(name: name, on: CalendarDay(day)))
    #expect(found.code == ActorCode(rawValue: code))
  }

  @Test func aSeatOfPowerIsTheGovernment() throws {
    let found = try #require(lexicon.resolve(name: "Kremlin", on: CalendarDay("2017-02-06")))
    #expect(found.sector == .government)
    #expect(found.identifier == "state:RUS")
  }

  @Test(arguments: ["", " ", "the", "Xyzzy"])
  func knowsNobodyOfThatName(name: String) {
    #expect(lexicon.resolve(name: name, on: nil) == nil)
  }

  @Test func loadsFastEnough() {
    let clock = ContinuousClock()
    let best = (0..<3).map { _ in clock.measure { _ = try? ActorLexicon.load() } }.min()
    #expect(best.map { $0 < .milliseconds(150) } ?? false, "\(String(describing: best))")
  }
}
