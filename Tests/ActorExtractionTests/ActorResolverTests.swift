import Codebook
import Findings
import Linguistics
import SourceTexts
import Testing

@testable import ActorExtraction

@Suite struct ActorResolverTests {
  let resolver: ActorResolver

  init() throws { resolver = try ActorResolver(lexicon: ActorLexicon.load()) }

  private func codes(_ notation: String) throws -> [String] {
    let passage = try #require(AnalysedPassage(notation: notation))
    let text = passage.tokens.map(\.text).joined(separator: " ")
    let document = AnalysedDocument(source: SourceText(text: text, blocks: [], format: .plainText), passages: [passage])
    return resolver.mentions(in: document, times: [], published: CalendarDay("2017-02-06")).map {
      "\($0.code?.rawValue ?? "-") \($0.sector?.rawValue ?? "-") \(passage.text(of: $0.tokens ?? 0..<1))"
    }
  }

  @Test func aRoleAndItsStateAreOneActor() throws {
    let found = try codes(
      """
      Iranian Iranian JJ amod 2
      officials official NNS nsubj 3
      met meet VBD ROOT 0
      Russia Russia NNP poss 6 B-GPE
      's 's POS case 4
      ambassador ambassador NN dobj 3
      """)
    #expect(found == ["IRN GOV Iranian officials", "RUS GOV Russia 's ambassador"])
  }

  @Test func bothCountriesAreTheTwoNamedBefore() throws {
    let found = try codes(
      """
      Russia Russia NNP nsubj 4 B-GPE
      and and CC cc 1
      Iran Iran NNP conj 1 B-GPE
      talked talk VBD ROOT 0

      Both both DT det 2
      countries country NNS nsubj 3
      agreed agree VBD ROOT 0
      """)
    #expect(found == ["RUS - Russia", "IRN - Iran", "RUS - countries", "IRN - countries"])
  }
}
