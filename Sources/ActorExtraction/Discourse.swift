import Codebook
import Findings

/// What a document has named so far: whom "he", "the country" or "both sides" can mean.
struct Discourse {
  struct Entry {
    var draft: ActorDraft
    var sentence: Int
    var token: Int
    var isSubject: Bool
    /// Subject of the sentence's main verb.
    var isMain: Bool
  }

  /// Entries that references look back on; older ones are forgotten.
  private static let memory = 60

  private(set) var sentence = 0
  /// The latest last.
  private(set) var entries: [Entry] = []
  /// The two sides named together last, and where.
  private(set) var pair: (actors: [ActorDraft.Actor], sentence: Int)?
  /// Three or more people or states named together last, and where.
  private(set) var series: (actors: [ActorDraft.Actor], sentence: Int)?
  private var personOfWord: [UInt64: Int32] = [:]
  private var strangerOfWord: [UInt64: ActorDraft.Actor] = [:]
  private var holderOfRole: [String: (actor: ActorDraft.Actor, sentence: Int)] = [:]
  /// How often each state was named, in order of first mention.
  private var counts: [(actor: ActorDraft.Actor, count: Int)] = []
  private var feminine: Set<String> = []
  private var masculine: Set<String> = []

  func person(named word: UInt64) -> Int32? { personOfWord[word] }

  func stranger(named word: UInt64) -> ActorDraft.Actor? { strangerOfWord[word] }

  func holder(of role: String) -> ActorDraft.Actor? { holderOfRole[role]?.actor }

  mutating func note(_ draft: ActorDraft, token: Int, isSubject: Bool, isMain: Bool) {
    entries.append(Entry(draft: draft, sentence: sentence, token: token, isSubject: isSubject, isMain: isMain))
    if entries.count > Self.memory * 2 { entries.removeFirst(entries.count - Self.memory) }
    if let person = draft.person {
      for word in draft.nameWords { personOfWord[word] = person }
    } else if draft.nature == .person, draft.form == .name, let actor = draft.actors.first {
      for word in draft.nameWords where personOfWord[word] == nil { strangerOfWord[word] = actor }
    }
    if let role = draft.role, let actor = draft.actors.first, draft.actors.count == 1 {
      holderOfRole[role] = (actor, sentence)
    }
    for actor in draft.actors {
      guard let code = actor.code, draft.form != .pronoun else { continue }
      if let place = counts.firstIndex(where: { $0.actor.code == code }) {
        counts[place].count += 1
      } else {
        var state = actor
        if draft.nature != .state { state.office = nil }
        counts.append((state, 1))
      }
    }
  }

  mutating func notePair(_ actors: [ActorDraft.Actor]) { pair = (actors, sentence) }

  /// The two states named last, in the order of their names.
  var lastStates: [ActorDraft.Actor]? {
    var found: [ActorDraft.Actor] = []
    for entry in entries.reversed() where entry.draft.nature == .state && entry.draft.form != .demonym {
      for actor in entry.draft.actors.reversed() {
        guard let code = actor.code, !code.isKindOfOrganization, !found.contains(where: { $0.code == code }) else {
          continue
        }
        found.append(actor)
        if found.count == 2 { return found.reversed() }
      }
    }
    return nil
  }

  mutating func noteSeries(_ actors: [ActorDraft.Actor]) { series = (actors, sentence) }

  /// The other one of two sides of which `code` is one: those named together last, else those named most.
  func other(than code: ActorCode) -> ActorDraft.Actor? {
    for side in [pair?.actors, dominantPair] {
      guard let side, side.count == 2, side.contains(where: { $0.code == code }) else { continue }
      return side.first { $0.code != code }
    }
    return nil
  }

  /// The two states that the document has named most, where both were named twice at least.
  var dominantPair: [ActorDraft.Actor]? {
    let ranked = counts.enumerated().sorted { ($0.element.count, $1.offset) > ($1.element.count, $0.offset) }
    guard ranked.count >= 2, ranked[1].element.count >= 2 else { return nil }
    return [ranked[0].element.actor, ranked[1].element.actor]
  }

  mutating func endSentence() { sentence += 1 }

  mutating func setGender(_ name: String, isFeminine: Bool) {
    if isFeminine { feminine.insert(name) } else { masculine.insert(name) }
  }

  func suits(_ name: String, isFeminine: Bool) -> Bool {
    isFeminine ? !masculine.contains(name) : !feminine.contains(name)
  }
}
