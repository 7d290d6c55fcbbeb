import Codebook
import Findings
import Foundation
import TestSupport
import Testing

@Suite struct LeaderScoreTests {
  private struct Visitor: Decodable {
    var name: String
    var code: String
    var date: String
  }

  /// Names as the U.S. State Department wrote them; the file lies beside the checkout on some machines only.
  @Test(.enabled(if: SharedData.file("leaders/visitors.jsonl") != nil))
  func resolvesVisitingLeadersToTheirStates() throws {
    let file = try #require(SharedData.file("leaders/visitors.jsonl"))
    let lexicon = try ActorLexicon.load()
    var right = 0
    var wrong: [String] = []
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let visitor = try JSONDecoder().decode(Visitor.self, from: Data(line.utf8))
      let found = lexicon.resolve(name: visitor.name, on: CalendarDay(visitor.date))
      if found?.code?.rawValue == visitor.code { right += 1 } else { wrong.append("\(visitor.name) \(visitor.date)") }
    }
    let share = Double(right) / Double(right + wrong.count)
    #expect(share >= 0.93, "\(share): \(wrong)")
  }
}
