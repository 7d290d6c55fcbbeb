import Codebook
import Findings
import Testing

@Suite struct MembershipsTests {
  let lexicon: ActorLexicon

  init() throws { lexicon = try ActorLexicon.load() }

  private func members(of name: String, _ day: String) throws -> [String] {
    let key = try #require(lexicon.memberships(of: name, on: CalendarDay(day)))
    return lexicon.memberships.members(of: key, on: CalendarDay(day)).map(\.code.rawValue)
  }

  @Test func membersAreThoseOfTheDay() throws {
    #expect(try !members(of: "NATO", "1950-01-01").contains("TUR"))
    #expect(try members(of: "the North Atlantic Treaty Organization", "1953-01-01").contains("TUR"))
    #expect(try members(of: "European Union", "2019-06-01").contains("GBR"))
    #expect(try !members(of: "European Union", "2022-06-01").contains("GBR"))
  }

  @Test func groupingsHaveMembersToo() throws {
    #expect(try members(of: "the Baltic states", "1939-06-01") == ["EST", "LVA", "LTU"])
  }

  @Test func whatHasNoMembersHasNoKey() {
    #expect(lexicon.memberships(of: "Gazprom") == nil)
    #expect(lexicon.memberships(of: "") == nil)
  }

  @Test func everyMemberIsAKnownState() {
    for key in lexicon.memberships.keys {
      for member in lexicon.memberships.members(of: key) {
        #expect(lexicon.stateName(of: member.code) != nil, "\(key): \(member.code.rawValue)")
        if let from = member.from, let to = member.to { #expect(from <= to, "\(key): \(member.code.rawValue)") }
      }
    }
  }
}
