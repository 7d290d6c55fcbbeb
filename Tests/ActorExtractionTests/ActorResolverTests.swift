import ActorExtraction
import Codebook
import Findings
import LanguageRuntime
import Linguistics
import SourceTexts
import TestSupport
import Testing

@Suite struct ActorResolverTests {
  let resolver: ActorResolver

  init() throws { resolver = try ActorResolver(lexicon: ActorLexicon.load()) }

  /// Code, sector and words of each mention of a passage.
  private func mentions(_ notation: String, published: String = "2017-02-06") throws -> [String] {
    let passage = try #require(AnalysedPassage(notation: notation))
    let text = passage.tokens.map(\.text).joined(separator: " ")
    let document = AnalysedDocument(
      source: SourceText(text: text, blocks: [], format: .plainText), passages: [passage])
    return resolver.mentions(in: document, times: [], published: CalendarDay(published)).map {
      "\($0.code?.rawValue ?? "-") \($0.sector?.rawValue ?? "-") \(passage.text(of: $0.tokens ?? 0..<1))"
    }
  }

  @Test func aRoleAndItsStateAreOneActor() throws {
    let found = try mentions(
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

  @Test(.timeLimit(.minutes(1))) func aLongListOfOneStateTakesNoLongerThanItsWords() throws {
    // Each joined to the one before, and never a second state that "both" could mean.
    let list = (0..<6000).map { "Russia Russia NNP \($0 == 0 ? "ROOT 0" : "conj \($0)") B-GPE" }
    #expect(try mentions(list.joined(separator: "\n")).count == 6000)
  }

  @Test func statesBeforeOneRoleAreSeveralActorsWithOneSpan() throws {
    let found = try mentions(
      """
      French French JJ amod 4
      and and CC cc 1
      German german JJ conj 1
      ministers minister NNS nsubj 5
      met meet VBD ROOT 0
      """)
    #expect(found == ["FRA GOV French and German ministers", "DEU GOV French and German ministers"])
  }

  @Test func aTitleAndAnUnknownNameAreOfTheStateBeforeThem() throws {
    let found = try mentions(
      """
      Albanian albanian JJ amod 4
      Foreign Foreign NNP compound 3
      Minister Minister NNP compound 4
      Xyzzy Xyzzy NNP nsubj 5 B-PERSON
      resigned resign VBD ROOT 0

      Xyzzy Xyzzy NNP nsubj 2 B-PERSON
      left leave VBD ROOT 0
      """)
    #expect(found == ["ALB GOV Albanian Foreign Minister Xyzzy", "ALB GOV Xyzzy"])
  }

  @Test func bothCountriesAreTheTwoNamedBefore() throws {
    let found = try mentions(
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

  @Test func adjectivesBehindPrefixesThatTurnThemAwayAreNoActors() throws {
    let found = try mentions(
      """
      The the DT det 3
      anti-Russian anti-russian JJ amod 3
      mood mood NN nsubj 4
      grew grow VBD ROOT 0
      """)
    #expect(found == [])
  }

  @Test func aStateAsAPlaceIsToldApart() throws {
    let passage = try #require(
      AnalysedPassage(
        notation: """
          They they PRP nsubj 2
          met meet VBD ROOT 0
          in in IN prep 2
          Tehran Tehran NNP pobj 3 B-GPE
          """))
    let document = AnalysedDocument(
      source: SourceText(text: "They met in Tehran", blocks: [], format: .plainText), passages: [passage])
    let found = resolver.mentions(in: document, times: [], published: CalendarDay("2017-02-06"))
    #expect(found.map(\.evidence.rule) == ["actor.capital-location"])
    #expect(found.map(\.sector) == [nil])
  }

  @Test func evidenceSpansYieldTheWords() throws {
    let text = "Iran met Russia"
    let passage = try #require(
      AnalysedPassage(
        notation: "Iran Iran NNP nsubj 2 B-GPE\nmet meet VBD ROOT 0\nRussia Russia NNP dobj 2 B-GPE"))
    let source = SourceText(text: text, blocks: [], format: .plainText)
    let document = AnalysedDocument(source: source, passages: [passage])
    let found = resolver.mentions(in: document, times: [], published: nil)
    #expect(found.map { source[$0.span] } == ["Iran", "Russia"])
    #expect(found.allSatisfy { !$0.evidence.resources.isEmpty })
  }

  /// Codes of the mentions of plain text, by the real model.
  private func codes(_ text: String, published: String) throws -> [String] {
    let annotator = try LanguagePipeline.load(folder: #require(TestModel.folder)).makeAnnotator()
    let source = SourceText(text: text, blocks: [], format: .plainText)
    let document = AnalysedDocument(
      source: source, passages: [ClauseRepair.repaired(annotator.analyse(ReadingText(verbatim: text)))])
    return resolver.mentions(in: document, times: [], published: CalendarDay(published)).map {
      "\($0.code?.rawValue ?? "-") \(source[$0.span])"
    }
  }

  @Test(
    .enabled(if: TestModel.folder != nil),
    arguments: [
      ("Michael Jordan scored 30 points.", []),
      ("Jordan invited Israel.", ["JOR Jordan", "ISR Israel"]),
      ("Georgia and Russia fought.", ["GEO Georgia", "RUS Russia"]),
      ("He moved to Atlanta, Georgia.", ["USA Atlanta", "USA Georgia"]),
      ("Washington rejected the plan.", ["USA Washington"]),
      ("Georgia's governor resigned.", ["USA Georgia's governor"]),
      ("Georgia's president resigned.", ["GEO Georgia's president"]),
      ("London Smith visited India.", ["IND India"]),
      ("France gave Poland $50 million.", ["FRA France", "POL Poland"]),
      ("Cuban rebels marched on Santiago.", ["CUB Cuban rebels", "CUB Santiago"]),
      ("Chilean rebels marched on Santiago.", ["CHL Chilean rebels", "CHL Santiago"]),
      ("Iraqi President Saddam Hussein arrived in Amman.", ["IRQ Iraqi President Saddam Hussein", "JOR Amman"]),
      (
        "Hans Huber, a Social Democrat who sits for Kiel in the Bundestag, criticised Poland.",
        ["DEU Hans Huber", "DEU Kiel", "DEU Bundestag", "POL Poland"]
      ),
      ("Lavrov met his Iranian counterpart.", ["RUS Lavrov", "RUS his", "IRN Iranian counterpart"]),
      (
        "The presidents of France and Mexico met.",
        [
          "FRA presidents of France and Mexico", "MEX presidents of France and Mexico",
        ]
      ),
    ])
  func readsNamesByTheirContext(text: String, expected: [String]) throws {
    #expect(try codes(text, published: "2010-06-01") == expected)
  }

  @Test func anObjectPronounIsNotTheSubjectOfItsVerb() throws {
    let found = try mentions(
      """
      Nasser Nasser NNP nsubj 2 B-PERSON
      resigned resign VBD ROOT 0

      Eden Eden NNP nsubj 2 B-PERSON
      accused accuse VBD ROOT 0
      him him PRP dobj 2
      """, published: "1956-10-01")
    #expect(found == ["EGY GOV Nasser", "GBR GOV Eden", "EGY GOV him"])
  }

  @Test func theFormerAndTheLatterAreTheTwoNamedBefore() throws {
    let found = try mentions(
      """
      Chile Chile NNP nsubj 4 B-GPE
      and and CC cc 1
      Peru Peru NNP conj 1 B-GPE
      signed sign VBD ROOT 0

      The the DT det 2
      latter latter JJ nsubj 3
      ratified ratify VBD ROOT 0
      """)
    #expect(found == ["CHL - Chile", "PER - Peru", "PER - latter"])
  }

  @Test func itsNeighbourIsTheOtherOfTheTwo() throws {
    let found = try mentions(
      """
      Chile Chile NNP nsubj 4 B-GPE
      and and CC cc 1
      Peru Peru NNP conj 1 B-GPE
      signed sign VBD ROOT 0

      Peru Peru NNP nsubj 2 B-GPE
      thanked thank VBD ROOT 0
      its its PRP$ poss 5
      southern southern JJ amod 5
      neighbour neighbour NN dobj 2
      """)
    #expect(found.suffix(3) == ["PER - Peru", "PER - its", "CHL - neighbour"])
  }

  @Test func anAllyIsNotTheStateWhoseAllyItIs() throws {
    let found = try mentions(
      """
      Iran Iran NNP poss 3 B-GPE
      's 's POS case 1
      allies ally NNS nsubj 4
      protested protest VBD ROOT 0
      """)
    #expect(found == ["IRN - Iran"])
  }

  @Test func aGroupingOfStatesIsItsMembers() throws {
    let notation = """
      The the DT det 3
      Baltic Baltic JJ amod 3 B-LOC
      states state NNS nsubj 4
      protested protest VBD ROOT 0
      """
    #expect(try mentions(notation) == ["EST", "LVA", "LTU"].map { "\($0) - Baltic states" })
    #expect(try mentions(notation, published: "1880-01-01").isEmpty)
  }

  @Test func aNameBeforeAnotherKingsNumberIsNotHim() throws {
    let found = try mentions(
      """
      Nasser Nasser NNP nsubj 3 B-PERSON
      XLII XLII NNP flat 1
      resigned resign VBD ROOT 0
      """, published: "1956-10-01")
    #expect(found.isEmpty)
  }

  @Test func theCapitalThatHeadsAReportIsAPlace() throws {
    let found = try mentions(
      """
      CAIRO CAIRO NNP nsubj 4 B-GPE
      - - : punct 1
      Iran Iran NNP nsubj 4 B-GPE
      protested protest VBD ROOT 0
      """)
    #expect(found == ["EGY - CAIRO", "IRN - Iran"])
  }

  @Test func anEmbassyInACapitalIsNotOfThatCapital() throws {
    let found = try mentions(
      """
      They they PRP nsubj 2
      closed close VBD ROOT 0
      the the DT det 4
      embassy embassy NN dobj 2
      in in IN prep 4
      Cairo Cairo NNP pobj 5 B-GPE
      """)
    #expect(found == ["EGY - Cairo"])
  }
}
