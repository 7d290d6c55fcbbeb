import Codebook
import Findings
import Linguistics
import SourceTexts

/// Sides of an event that its own clause leaves unsaid.
extension PassageCoder {
  /// Fills in a side that the text leaves unsaid: from another state of the same sentence, else from the document's two
  /// states; true where it did.
  func completeFromDyad(
    _ frame: EventFrame, _ actors: inout [ActorMention], _ recipients: inout [ActorMention], _ sentence: Range<Int>
  ) -> Bool {
    let codes = Set((actors + recipients).compactMap(\.code))
    if codes.isEmpty {
      guard frame.takesDyad, let states = dyad.states else { return false }
      actors = [states.0, states.1]
      recipients = []
      return true
    }
    guard
      (frame.takesDyad && frame.form == .verb)
        || dyad.states != nil && (frame.takesDyad || DocumentDyad.isMutualByNature(frame.category)), codes.count == 1,
      actors.isEmpty || recipients.isEmpty, frame.isMutual || !frame.recipient.isEmpty,
      let partner = partner(of: codes, in: sentence, mayBeFar: frame.takesDyad)
    else { return false }
    if frame.isMutual {
      actors.append(partner)
    } else if recipients.isEmpty {
      recipients = [partner]
    } else {
      actors = [partner]
    }
    return true
  }

  /// Whom pressure, protest or concern is put on where the noun only says under or despite what somebody acts: the subject
  /// of that clause ("under pressure from X, **Y** froze the sale").
  func whoActsUnder(_ noun: Int, _ actors: [ActorMention]) -> [ActorMention] {
    guard clause.kinds[noun] == .noun, clause.relations[noun] == .prepositionalObject,
      let preposition = passage.head(of: noun),
      codebook.classes[.circumstance].words.contains(clause.lemma(preposition)),
      let verb = passage.head(of: preposition), clause.kinds[verb] == .verb, let subject = clause.subject(of: verb)
    else { return [] }
    let codes = Set(actors.compactMap(\.code))
    let found = parties.parties(at: subject, in: clause).map { parties.mentions[$0] }
    return found.filter { $0.code.map { !codes.contains($0) } ?? false }
  }

  /// The second side of what two do to each other, where the noun names one and says when a clause happens: "lost it after
  /// a war with X" is a war between the clause's subject and X.
  func otherSide(of noun: Int, _ actors: [ActorMention]) -> [ActorMention]? {
    guard let verb = clause.occasioned(by: noun), let subject = clause.subject(of: verb) ?? clause.object(of: verb)
    else { return nil }
    let codes = Set(actors.compactMap(\.code))
    let found = parties.parties(at: subject, in: clause).map { parties.mentions[$0] }
      .filter { $0.code.map { !codes.contains($0) } ?? false }
    return found.isEmpty ? nil : found
  }

  /// Whether a noun stands in its clause as subject, object or after a preposition, and not as a possessor or adjective.
  private func isArgument(_ token: Int) -> Bool {
    switch clause.relations[token] {
    case .subject, .passiveSubject, .object, .dative, .prepositionalObject, .conjunct: true
    default: false
    }
  }

  /// The one other state that the sentence names, else the other state of the document's two where the passage names it
  /// or, for what is always done between two, the document does.
  private func partner(of codes: Set<ActorCode>, in sentence: Range<Int>, mayBeFar: Bool) -> ActorMention? {
    func isState(_ mention: ActorMention) -> Bool {
      mention.code.map { !$0.isKindOfOrganization && !codes.contains($0) } ?? false
    }
    let near = parties.mentions.filter { mention in
      isState(mention)
        && mention.headToken.map { sentence.contains($0) && isArgument($0) && !clause.isSource($0) } ?? false
    }
    let nearCodes = Set(near.compactMap(\.code))
    if nearCodes.count == 1, let only = near.first { return only }
    guard let partner = dyad.partner(of: codes.sorted()) else { return nil }
    if let inSentence = near.first(where: { $0.code == partner.code }) { return inSentence }
    return mayBeFar || parties.mentions.contains { $0.code == partner.code } ? partner : nil
  }

  /// Nobody is named who attacked: the state where it happened, if that isn't the victim's own, stands for its unknown
  /// armed men.
  func placeOfAttack(_ frame: EventFrame, _ trigger: Int, _ recipients: [ActorMention]) -> ActorMention? {
    guard frame.category == .assault, frame.form == .verb, clause.isPassive(trigger) else { return nil }
    let victims = Set(recipients.compactMap(\.code))
    for child in clause.children(of: trigger) where clause.relations[child] == .preposition {
      guard let object = clause.child(of: child, .prepositionalObject) else { continue }
      for index in parties.parties(at: object, in: clause) {
        var place = parties.mentions[index]
        guard let code = place.code, !code.isKindOfOrganization, !victims.contains(code) else { continue }
        place.sector = .unidentifiedArmed
        return place
      }
    }
    return nil
  }

  /// Whom a people's protest or a state's repression is against where nobody else is named: its own state or people.
  ///
  /// PLOVER wants a recipient for every PROTEST, and describes COERCE as repression.
  func ownState(_ frame: EventFrame, _ actors: [ActorMention]) -> ActorMention? {
    guard let actor = actors.first(where: { $0.code.map { !$0.isKindOfOrganization } ?? false }) else { return nil }
    var own = actor
    switch frame.category {
    case .protest: own.sector = .government
    case .coerce where frame.isDomestic: own.sector = .civilian
    default: return nil
    }
    return own
  }

  // MARK: Named agreements

  /// The agreement known by name among the words that met a frame's conditions; else the one that does by itself what
  /// its parties agreed on ("the **Treaty of Gulistan** ended the war").
  func agreement(in match: FrameMatch) -> NamedAgreement? {
    if clause.agreements.isEmpty { return nil }
    for word in match.matched { if let found = clause.agreements[word] { return found } }
    let frame = codebook.frames[match.frame]
    guard frame.form == .verb, match.actors.isEmpty, DocumentDyad.isMutualByNature(frame.category),
      let subject = clause.subject(of: match.trigger)
    else { return nil }
    return clause.agreements[subject]
  }

  /// Without the place that a treaty is named for ("the **Montreux** Convention"), unless its state is a party.
  func withoutPlaceName(
    in agreement: NamedAgreement, _ side: [ActorMention], _ frame: EventFrame
  ) -> [ActorMention] {
    side.filter { mention in
      guard let tokens = mention.tokens, agreement.tokens.contains(tokens.lowerBound), let code = mention.code else {
        return true
      }
      return agreement.parties.contains(code) || (code.isKindOfOrganization && !frame.isMutual)
    }
  }

  /// Fills in the other parties of a named agreement where the text names one side only, or none; true where it did.
  ///
  /// Only agreements of few parties say who the other side is.
  func completeFromAgreement(
    _ agreement: NamedAgreement?, _ frame: EventFrame, _ actors: inout [ActorMention],
    _ recipients: inout [ActorMention]
  ) -> Bool {
    guard let agreement, (2...3).contains(agreement.parties.count) else { return false }
    let codes = Set((actors + recipients).compactMap(\.code))
    let others = agreement.parties.filter { !codes.contains($0) }
    guard !others.isEmpty, codes.isSubset(of: agreement.parties) else { return false }
    let added = others.map { mention(of: $0, in: agreement) }
    if frame.isMutual || codes.isEmpty {
      actors += added
    } else if recipients.isEmpty, !actors.isEmpty {
      recipients = added
    } else {
      return false
    }
    return true
  }

  /// A party of an agreement, for which the agreement's name stands in the text.
  private func mention(of code: ActorCode, in agreement: NamedAgreement) -> ActorMention {
    if let known = parties.mentions.first(where: { $0.code == code && $0.sector == nil }) { return known }
    return ActorMention(
      code: code, name: code.rawValue, form: .nominal, passage: number, tokens: agreement.tokens,
      evidence: Evidence(
        span: passage.span(of: agreement.tokens), rule: "actor.agreement-party", confidence: 0.7,
        resources: [agreement.reference]))
  }

  /// The two that "between X and Y" names below the trigger or its object, where nobody else acts.
  func between(_ match: FrameMatch) -> [ActorMention]? {
    let found = clause.heads(of: .preposition("between"), trigger: match.trigger)
      .flatMap { parties.parties(at: $0, in: clause) }
    guard found.count == 2, Set(found) == Set(match.recipients) else { return nil }
    return found.map { parties.mentions[$0] }
  }
}
