import EventExtraction
import Findings
import Linguistics
import SourceTexts
import Testing

/// What the coder makes of parses written by hand; no language model is needed.
@Suite struct EventCoderTests {
  let coder: EventCoder

  init() throws { coder = try EventCoder() }

  /// Events as `CATEGORY status actors > recipients`, names of one word standing for the actors.
  private func coded(_ notation: String, parties: [String: String], copies: Int = 1) throws -> [String] {
    try events(notation, parties: parties, copies: copies).map { event in
      let actors = event.actors.compactMap(\.code?.rawValue).joined(separator: ",")
      let recipients = event.recipients.compactMap(\.code?.rawValue).joined(separator: ",")
      return "\(event.category.rawValue) \(event.status.rawValue) \(actors) > \(recipients)"
    }
  }

  private func events(_ notation: String, parties: [String: String], copies: Int = 1) throws -> [Event] {
    let passage = try #require(AnalysedPassage(notation: notation))
    let text = passage.tokens.map(\.text).joined(separator: " ")
    var mentions: [ActorMention] = []
    for number in 0..<copies {
      for (index, token) in passage.tokens.enumerated() {
        guard let code = parties[token.text] else { continue }
        mentions.append(
          ActorMention(
            code: ActorCode(rawValue: code), name: token.text, passage: number, tokens: index..<(index + 1),
            headToken: index, evidence: Evidence(span: token.span, rule: "actor.test")))
      }
    }
    let document = AnalysedDocument(
      source: SourceText(text: text, blocks: [], format: .plainText),
      passages: Array(repeating: passage, count: copies))
    return coder.events(in: document, mentions: mentions)
  }

  @Test func activeAndPassiveAreTheSameEvent() throws {
    let active = try coded(
      """
      Russia Russia NNP nsubj 2
      attacked attack VBD ROOT 0
      Persia Persia NNP dobj 2
      """, parties: ["Russia": "RUS", "Persia": "IRN"])
    let passive = try coded(
      """
      Persia Persia NNP nsubjpass 3
      was be VBD auxpass 3
      attacked attack VBN ROOT 0
      by by IN agent 3
      Russia Russia NNP pobj 4
      """, parties: ["Russia": "RUS", "Persia": "IRN"])
    #expect(active == ["ASSAULT occurred RUS > IRN"])
    #expect(passive == active)
  }

  @Test func deniedEventsAreKeptAndMarked() throws {
    let found = try events(
      """
      Russia Russia NNP nsubj 4
      did do VBD aux 4
      not not RB neg 4
      attack attack VB ROOT 0
      Persia Persia NNP dobj 4
      """, parties: ["Russia": "RUS", "Persia": "IRN"])
    let event = try #require(found.first)
    #expect(found.count == 1)
    #expect(event.category == .assault)
    #expect(event.status == .denied)
    #expect(event.modes.contains(AuxiliaryMode.negation.rawValue))
  }

  @Test func pressureIsPutOnWhoActsUnderIt() throws {
    let found = try coded(
      """
      Under under IN prep 6
      pressure pressure NN pobj 1
      from from IN prep 2
      Poland Poland NNP pobj 3
      Russia Russia NNP nsubj 6
      left leave VBD ROOT 0
      """, parties: ["Russia": "RUS", "Poland": "POL"])
    #expect(found.contains("REQUEST occurred POL > RUS"))
  }

  @Test func freezingASaleIsASanction() throws {
    let found = try coded(
      """
      France France NNP nsubj 2
      froze freeze VBD ROOT 0
      the the DT det 4
      sale sale NN dobj 2
      of of IN prep 4
      missiles missile NNS pobj 5
      to to IN prep 4
      Poland Poland NNP pobj 7
      """, parties: ["France": "FRA", "Poland": "POL"])
    #expect(found == ["SANCTION occurred FRA > POL"])
  }

  @Test func futureAidIsAgreement() throws {
    let found = try coded(
      """
      France France NNP nsubj 3
      will will MD aux 3
      send send VB ROOT 0
      aid aid NN dobj 3
      to to IN prep 3
      Poland Poland NNP pobj 5
      """, parties: ["France": "FRA", "Poland": "POL"])
    #expect(found == ["AGREE expected FRA > POL"])
  }

  @Test func futureAttackIsThreat() throws {
    let found = try coded(
      """
      France France NNP nsubj 3
      will will MD aux 3
      attack attack VB ROOT 0
      Poland Poland NNP dobj 3
      """, parties: ["France": "FRA", "Poland": "POL"])
    #expect(found == ["THREATEN expected FRA > POL"])
  }

  @Test func refusingTakesInWhatIsRefused() throws {
    let found = try coded(
      """
      Stalin Stalin NNP nsubj 2
      refused refuse VBD ROOT 0
      to to TO aux 4
      withdraw withdraw VB xcomp 2
      troops troop NNS dobj 4
      from from IN prep 4
      Iran Iran NNP pobj 6
      """, parties: ["Stalin": "RUS", "Iran": "IRN"])
    #expect(found == ["REJECT occurred RUS > IRN"])
  }

  @Test func mutualEventsHaveNoRecipient() throws {
    let found = try coded(
      """
      Russia Russia NNP nsubj 4
      and and CC cc 1
      Persia Persia NNP conj 1
      signed sign VBD ROOT 0
      a a DT det 6
      treaty treaty NN dobj 4
      """, parties: ["Russia": "RUS", "Persia": "IRN"])
    #expect(found == ["SUPPORT occurred RUS,IRN > "])
  }

  @Test func nounsTakeTheirPartiesFromPossessorsAndPhrases() throws {
    let found = try coded(
      """
      Moscow Moscow NNP poss 3
      's 's POS case 1
      invasion invasion NN nsubj 6
      of of IN prep 3
      Finland Finland NNP pobj 4
      failed fail VBD ROOT 0
      """, parties: ["Moscow": "RUS", "Finland": "FIN"])
    #expect(found == ["ASSAULT occurred RUS > FIN"])
  }

  @Test func lightVerbsLendTheirSubjectToTheirNoun() throws {
    let found = try coded(
      """
      France France NNP nsubj 2
      held hold VBD ROOT 0
      talks talk NNS dobj 2
      with with IN prep 3
      Spain Spain NNP pobj 4
      """, parties: ["France": "FRA", "Spain": "ESP"])
    #expect(found == ["CONSULT occurred FRA,ESP > "])
  }

  @Test func reportedEventsNameTheirSource() throws {
    let found = try events(
      """
      Japan Japan NNP nsubj 2
      said say VBD ROOT 0
      it it PRP nsubj 5
      had have VBD aux 5
      halted halt VBN ccomp 2
      aid aid NN dobj 5
      to to IN prep 6
      Serbia Serbia NNP pobj 7
      """, parties: ["Japan": "JPN", "Serbia": "SRB"])
    let event = try #require(found.first)
    #expect(found.count == 1)
    #expect(event.category == .sanction)
    #expect(event.actors.map(\.code) == ["JPN"])
    #expect(event.recipients.map(\.code) == ["SRB"])
    #expect(event.saidBy?.name == "Japan")
    #expect(event.saidBy?.code == "JPN")
  }

  @Test func whatMustBeDoneIsAskedForByTheSpeaker() throws {
    let found = try coded(
      """
      Britain Britain NNP nsubj 2
      said say VBD ROOT 0
      Libya Libya NNP nsubj 5
      must must MD aux 5
      release release VB ccomp 2
      the the DT det 7
      hostages hostage NNS dobj 5
      """, parties: ["Britain": "GBR", "Libya": "LBY"])
    #expect(found == ["REQUEST occurred GBR > LBY"])
  }

  @Test func frameWithoutAnyPoliticalActorIsSilent() throws {
    let found = try coded(
      """
      Critics critic NNS nsubj 2
      condemned condemn VBD ROOT 0
      the the DT det 4
      novel novel NN dobj 2
      """, parties: [:])
    #expect(found.isEmpty)
  }

  @Test func unsaidSidesComeFromTheTwoStatesThatADocumentIsAbout() throws {
    let notation = """
      America America NNP nsubj 2
      recognized recognize VBD ROOT 0
      Albania Albania NNP dobj 2

      Relations relation NNS nsubjpass 6
      were be VBD auxpass 6
      severed sever VBN ROOT 0
      """
      .replacing("nsubjpass 6", with: "nsubjpass 3").replacing("auxpass 6", with: "auxpass 3")
    let parties = ["America": "USA", "Albania": "ALB"]
    let long = try events(notation, parties: parties, copies: 3)
    let severed = try #require(long.first { $0.category == .sanction })
    #expect(Set(severed.actors.compactMap(\.code)) == ["USA", "ALB"])
    #expect(severed.evidence.rule == "event.document-dyad")
    // One sentence isn't a document about two states.
    #expect(try events(notation, parties: parties).allSatisfy { $0.category != .sanction })
  }

  @Test func evidenceNamesTheFrameAndTheClause() throws {
    let found = try events(
      """
      Russia Russia NNP nsubj 2
      annexed annex VBD ROOT 0
      Crimea Crimea NNP dobj 2
      """, parties: ["Russia": "RUS", "Crimea": "UKR"])
    let event = try #require(found.first)
    let row = try #require(event.evidence.resources.first)
    #expect(row.table == "events/frames-coerce-verbs.tsv")
    #expect(coder.codebook.frames.contains { $0.reference == row && $0.trigger == "annex" })
    #expect(event.evidence.span == Span(0, 21))
    #expect(event.trigger == Span(7, 14))
    #expect(event.place == TokenPlaceReference(passage: 0, token: 1))
  }
}
