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

  /// Words that hardly any frame asks for.
  private static let others = ["song", "recipe", "garden", "painting", "lamp", "novel", "horse", "singing", "sing", "tall"]

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

  /// A sentence that can fail, or the frame's own where none was found.
  private func counterexample(of index: Int, _ example: SentenceReading) -> String {
    let codebook = coder.eventCoder.codebook
    let frame = codebook.frames[index]
    let wider = frame.widened.map { EventCoder(coder.eventCoder, codebook: codebook.replacing(index, with: $0)) }
    func tells(_ reading: SentenceReading) -> Int {
      guard FrameExample.isSilent(frame, reading) else { return 0 }
      return wider.count { !FrameExample.isSilent(frame, worker.recode(reading, $0)) }
    }
    var best = (sentence: "", told: 0)
    if !frame.counterexample.isEmpty { best = (frame.counterexample, tells(worker.read(frame.counterexample))) }
    for sentence in variants(of: frame, example) where best.told < wider.count {
      let told = tells(worker.read(sentence))
      if told > best.told { best = (sentence, told) }
    }
    if best.told > 0 { return best.sentence }
    for sentence in negations(of: frame, example) {
      let reading = worker.read(sentence)
      if !reading.mentions.isEmpty, FrameExample.isSilent(frame, reading) { return sentence }
    }
    return frame.counterexample
  }

  /// The example with one word after another changed for one that the frame doesn't ask for, or asks not to be there.
  private func variants(of frame: EventFrame, _ example: SentenceReading) -> [String] {
    guard let passage = example.document.passages.first else { return [] }
    let asked = frame.conditions.filter { !$0.isNegative }.flatMap(Self.words)
    let refused = frame.conditions.filter(\.isNegative).flatMap { Self.words(of: $0).sorted().prefix(6) }
    let triggers = Set(example.events.map(\.trigger))
    let named = example.mentions.compactMap(\.tokens).reduce(into: Set<Int>()) { $0.formUnion($1) }
    let places = passage.tokens.indices.filter { place in
      let token = passage.tokens[place]
      return !named.contains(place) && !triggers.contains(token.span) && token.lemma != frame.trigger
        && ["NOUN", "VERB", "ADJ", "ADV", "PROPN", "ADP", "PART"].contains(token.partOfSpeech)
    }
    let ordered = places.filter { asked.contains(passage.tokens[$0].lemma) }
      + places.filter { !asked.contains(passage.tokens[$0].lemma) }
    return ordered.prefix(5).flatMap { place in
      (refused + Self.others).map { Self.sentence(passage, [place: $0]) }
    } + Self.particles(passage, frame)
  }

  /// The example without one of its short words: "called off" without "off".
  private static func particles(_ passage: AnalysedPassage, _ frame: EventFrame) -> [String] {
    passage.tokens.indices.filter { ["ADP", "ADV", "PART"].contains(passage.tokens[$0].partOfSpeech) }
      .map { sentence(passage, [$0: ""]) }
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
      let word = changed[place] ?? token.text
      if token.span.start > end, !text.isEmpty, !word.isEmpty { text += " " }
      text += word
      end = token.span.end
    }
    return text
  }
}
