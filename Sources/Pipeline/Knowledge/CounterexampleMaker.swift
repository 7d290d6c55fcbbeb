import Codebook
import EventExtraction
import Findings
import LanguageRuntime
import Linguistics
import ResourceTables
import SourceTexts

/// Makes counterexamples of frames from their own examples: the same parties, with what should silence the frame.
///
/// Two kinds: another object, where a word that meets a condition gives way to one that doesn't; and a negation. A
/// sentence is taken only where the frame is silent on it and would fire on it without one of its conditions, so that it
/// can fail.
public struct CounterexampleMaker {
  private let coder: DocumentCoder
  private let worker: DocumentCoder.Worker

  public init(pipeline: LanguagePipeline) throws {
    coder = try DocumentCoder(pipeline: pipeline, lexicon: .load())
    worker = coder.makeWorker()
  }

  /// Each of our frame tables with the counterexamples that could be made, and with what each example gives.
  ///
  /// - Parameter each: is given a table's name and its text when it is done.
  public func rewrite(each: (String, String) throws -> Void) throws {
    let frames = coder.eventCoder.codebook.frames
    var index = 0
    while index < frames.count {
      let name = frames[index].reference.table
      var sentences: [Int: (silent: String, gives: String)] = [:]
      while index < frames.count, frames[index].reference.table == name {
        let frame = frames[index]
        let example = worker.read(frame.example)
        let made = example.events.first {
          $0.evidence.resources.first == frame.reference && $0.category == frame.category
        }
        sentences[frame.reference.line] = (counterexample(of: index, example), made?.sides ?? "")
        index += 1
      }
      try each(name, Self.text(of: name, sentences))
    }
  }

  /// A table's own lines with two fields changed.
  private static func text(of name: String, _ sentences: [Int: (silent: String, gives: String)]) -> String {
    let lines = String(decoding: EmbeddedTables.bytes(of: name).map { Array($0) } ?? [], as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    var columns: [Substring] = []
    return lines.enumerated().map { number, line in
      if line.isEmpty || line.hasPrefix("#") { return String(line) }
      var fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      if columns.isEmpty {
        columns = fields
        return columns.contains("gives") ? String(line) : line + "\tgives"
      }
      guard let found = sentences[number + 1], let silent = columns.firstIndex(of: "silent"), silent < fields.count
      else { return String(line) }
      if !found.silent.isEmpty { fields[silent] = found.silent[...] }
      if let gives = columns.firstIndex(of: "gives"), gives < fields.count {
        fields[gives] = found.gives[...]
      } else {
        fields.append(found.gives[...])
      }
      return fields.joined(separator: "\t")
    }.joined(separator: "\n")
  }

  /// Sentences that can fail, parted by `|`, or the frame's own where none was found.
  private func counterexample(of index: Int, _ example: SentenceReading) -> String {
    let codebook = coder.eventCoder.codebook
    let frame = codebook.frames[index]
    let wider = frame.widened.map { EventCoder(coder.eventCoder, codebook: codebook.replacing(index, with: $0)) }
    var open = Set(wider.indices)
    var kept: [String] = []
    for sentence in frame.counterexamples + variants(of: frame, example) where !open.isEmpty {
      let reading = worker.read(sentence)
      guard FrameExample.isSilent(frame, reading) else { continue }
      let told = open.filter { !FrameExample.isSilent(frame, worker.recode(reading, wider[$0])) }
      if told.isEmpty { continue }
      open.subtract(told)
      kept.append(sentence)
    }
    if !kept.isEmpty { return kept.joined(separator: "|") }
    for sentence in negations(of: frame, example) {
      let reading = worker.read(sentence)
      if !reading.mentions.isEmpty, FrameExample.isSilent(frame, reading) { return sentence }
    }
    return frame.counterexample
  }

  /// The example with one thing after another changed for one that the frame doesn't ask for, or asks not to be there.
  private func variants(of frame: EventFrame, _ example: SentenceReading) -> [String] {
    guard let passage = example.document.passages.first else { return [] }
    let asked = Set(frame.conditions.filter { !$0.isNegative }.flatMap(Self.words))
    let refused = frame.conditions.filter(\.isNegative).flatMap { Self.words(of: $0).sorted().prefix(6) }
    let triggers = example.events.map(\.trigger)
    let names = example.mentions.compactMap(\.tokens).filter { $0.upperBound <= passage.tokens.count }
    let named = names.reduce(into: Set<Int>()) { $0.formUnion($1) }
    let places = passage.tokens.indices.filter { place in
      !named.contains(place) && !triggers.contains(passage.tokens[place].span)
        && passage.tokens[place].lemma != frame.trigger
    }
    var sentences: [String] = []
    for place in places.filter({ asked.contains(passage.tokens[$0].lemma) })
      + places.filter({ !asked.contains(passage.tokens[$0].lemma) })
    {
      let isBare =
        passage.tokens[place].tag == "NN"
        && (place == 0 || !["DET", "ADJ", "NOUN", "PROPN", "PART"].contains(passage.tokens[place - 1].partOfSpeech))
      for word in Self.others(for: passage.tokens[place], refused) {
        sentences.append(Self.sentence(passage, [place: isBare ? "the " + word : word]))
      }
    }
    for name in names {
      for word in refused + Self.nouns {
        var changed = Dictionary(uniqueKeysWithValues: name.map { ($0, "") })
        changed[name.lowerBound] = (name.lowerBound == 0 ? "The " : "the ") + word
        sentences.append(Self.sentence(passage, changed))
      }
    }
    // "called off" without "off", "accused it of theft" without "of theft".
    for place in places where ["ADP", "ADV", "PART"].contains(passage.tokens[place].partOfSpeech) {
      let phrase = below(place, passage)
      let isParticle = phrase.count == 1
      guard isParticle || !phrase.contains(passage.tokens.count - 1) else { continue }
      sentences.append(Self.sentence(passage, Dictionary(uniqueKeysWithValues: phrase.map { ($0, "") })))
    }
    for condition in frame.conditions where condition.isNegative {
      guard case .preposition(let word) = condition.slot else { continue }
      for item in Self.words(of: condition).sorted().prefix(4) + Self.nouns.prefix(1) {
        sentences.append(Self.sentence(passage, [passage.tokens.count - 1: " \(word) the \(item)."]))
      }
    }
    return sentences
  }

  /// The words of the phrase that `head` opens.
  private func below(_ head: Int, _ passage: AnalysedPassage) -> [Int] {
    passage.tokens.indices.filter { place in
      var current: Int? = place
      for _ in 0..<8 {
        if current == head { return true }
        current = current.flatMap { passage.head(of: $0) }
      }
      return false
    }
  }

  private static let nouns = ["song", "recipe", "garden", "lamp"]

  /// Words in the form of `token` that hardly any frame asks for, behind those that a frame refuses.
  private static func others(for token: Token, _ refused: [String]) -> [String] {
    switch token.tag {
    case "NN": refused + nouns
    case "NNS": (refused + nouns).map { $0 + "s" }
    case "VB", "VBP": refused + ["sing", "paint"]
    case "VBD": ["sang", "painted"]
    case "VBN": ["sung", "painted"]
    case "VBG": ["singing", "painting"]
    case "VBZ": ["sings", "paints"]
    case "JJ": refused + ["tall", "green"]
    default: []
    }
  }

  private static func words(of condition: FrameCondition) -> [String] {
    condition.tests.flatMap { test -> [String] in
      switch test {
      case .word(let word): [word]
      case .wordClass(let wordClass): Array(wordClass.words) + Array(wordClass.phrases.keys)
      case .party, .name, .filled: []
      }
    }
  }

  /// The example told as what was not done.
  private func negations(of frame: EventFrame, _ example: SentenceReading) -> [String] {
    guard let passage = example.document.passages.first else { return [] }
    return passage.tokens.indices.compactMap { place in
      let token = passage.tokens[place]
      switch (token.partOfSpeech, token.tag) {
      case ("VERB", "VBD"): return Self.sentence(passage, [place: "did not \(token.lemma)"])
      case ("VERB", "VBZ"): return Self.sentence(passage, [place: "does not \(token.lemma)"])
      case ("AUX", "VBD"), ("AUX", "VBZ"), ("AUX", "VBP"), ("AUX", "MD"):
        return Self.sentence(passage, [place: "\(token.text) not"])
      default: return nil
      }
    }
  }

  private static func sentence(_ passage: AnalysedPassage, _ changed: [Int: String]) -> String {
    var text = ""
    var end = passage.tokens.first?.span.start ?? 0
    for (place, token) in passage.tokens.enumerated() {
      var word = changed[place] ?? token.text
      if let next = changed[place + 1], word == "a" || word == "an" {
        word = next.hasPrefix("the ") ? "" : next.first.map { "aeiou".contains($0) ? "an" : "a" } ?? word
      }
      if token.span.start > end, !text.isEmpty, !word.isEmpty { text += " " }
      text += word
      end = token.span.end
    }
    return text
  }
}
