import Linguistics
import SourceTexts

/// Annotates texts, one thread at a time.
///
/// It remembers words that it has seen, so the second text is faster than the first; memory stays bounded whatever the
/// number of texts. Same text, same result, whatever was annotated before.
public final class Annotator {
  private let pipeline: LanguagePipeline
  let run: PipelineRun
  let rowWriter: TokenRowWriter

  init(_ pipeline: LanguagePipeline) {
    self.pipeline = pipeline
    run = PipelineRun(pipeline)
    rowWriter = TokenRowWriter(labels: pipeline.labels)
  }

  /// How many words it remembers, and how often it has forgotten them.
  package var memory: (words: Int, generation: Int) { (run.tokenizer.words.count, run.generation) }

  /// The tokens of `text`. Spans are UTF-8 bytes of `text`; an empty text has no tokens.
  ///
  /// - Complexity: O(length of the text).
  public func annotate(_ text: String) -> [Token] {
    run.analyse([text])
    return tokens(ofText: 0) { $0 }
  }

  /// The passage that `reading` is, spans in bytes of its document; sentences without end are divided.
  public func analyse(_ reading: ReadingText) -> AnalysedPassage {
    run.analyse([reading.text])
    return passage(ofText: 0, reading)
  }

  /// The passages that `readings` are, in order; faster than one by one where they are short. Sentences without end
  /// are divided.
  public func analyse(_ readings: [ReadingText]) -> [AnalysedPassage] {
    var passages: [AnalysedPassage] = []
    passages.reserveCapacity(readings.count)
    forEachGroup(of: readings, text: \.text) { index, place in
      passages.append(passage(ofText: place, readings[index]))
    }
    return passages
  }

  /// The tokens of each of `texts`, in order; faster than one by one where they are short.
  public func annotate(_ texts: [String]) -> [[Token]] {
    var results: [[Token]] = []
    results.reserveCapacity(texts.count)
    forEachGroup(of: texts, text: \.self) { _, place in results.append(tokens(ofText: place) { $0 }) }
    return results
  }

  /// Runs the pipeline over groups of about 8 kB of text and calls `body` for each element, with the number of its text
  /// in the group that was run last.
  func forEachGroup<Element>(
    of elements: [Element], text: (Element) -> String, _ body: (Int, Int) throws -> Void
  ) rethrows {
    var start = 0
    while start < elements.count {
      var group: [String] = []
      var bytes = 0
      while start + group.count < elements.count, group.isEmpty || bytes < 8192 {
        group.append(text(elements[start + group.count]))
        bytes += group[group.count - 1].utf8.count
      }
      run.analyse(group)
      for place in group.indices { try body(start + place, place) }
      start += group.count
    }
  }

  private func passage(ofText number: Int, _ reading: ReadingText) -> AnalysedPassage {
    var tokens = tokens(ofText: number) { reading.sourceSpan(of: $0.start..<$0.end) }
    SentenceDivision.divide(&tokens)
    return AnalysedPassage(tokens: tokens, blocks: reading.blocks)
  }

  private func tokens(ofText number: Int, span: (Span) -> Span) -> [Token] {
    let range = run.batch.starts[number]..<run.batch.starts[number + 1]
    var tokens: [Token] = []
    tokens.reserveCapacity(range.count)
    let labels = pipeline.labels
    var offset = 0
    for index in range {
      let word = run.tokenizer.words.words[Int(run.batch.words[index])]
      let outcome = run.rules.outcomes[Int(run.outcomes[index])]
      let end = offset + Int(word.byteCount)
      let entity = run.entities[index]
      tokens.append(
        Token(
          text: word.text, span: span(Span(offset, end)), hasSpaceAfter: run.batch.spaces[index], lemma: outcome.lemma,
          tag: labels[Int(outcome.tag)], partOfSpeech: outcome.partOfSpeech, morphology: outcome.morphology,
          relation: labels[Int(outcome.relation)], head: Int(run.heads[index]),
          startsSentence: run.sentenceStarts[index],
          entityBoundary: entity == 0 ? .outside : run.entityBegins[index] ? .begin : .inside,
          entityType: labels[Int(entity)]))
      offset = end + (run.batch.spaces[index] ? 1 : 0)
    }
    return tokens
  }
}
