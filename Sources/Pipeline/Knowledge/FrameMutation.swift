import Codebook
import EventExtraction
import Findings
import LanguageRuntime
import ResourceTables

/// Breaks frames on purpose and asks whether their own sentences tell: an example that can't fail proves nothing.
public struct FrameMutation {
  /// A way to break a frame.
  public enum Kind: String, Sendable, CaseIterable {
    /// The row is gone.
    case dropped
    /// Who does it and whom it is done to change places.
    case swapped
    /// One condition is gone.
    case widened
  }

  /// How many broken frames were told by their sentences.
  public struct Count: Sendable {
    public var caught = 0
    public var made = 0
  }

  private let coder: DocumentCoder

  /// - Parameter files: a user's tables, laid over ours.
  /// - Throws: `ResourceError` for the first file that can't be used.
  public init(files: [String], pipeline: LanguagePipeline) throws {
    let tables = try KnowledgeFiles.tables(in: files)
    coder = try DocumentCoder(pipeline: pipeline, lexicon: .load(knowledge: tables), knowledge: tables)
  }

  /// Breaks `sample` frames spread evenly over all, in every way that each can be broken in.
  ///
  /// - Complexity: O(sample · frames), and a parse of two sentences for each.
  public func text(sample: Int) -> String {
    let codebook = coder.eventCoder.codebook
    let worker = coder.makeWorker()
    var counts: [Kind: Count] = [:]
    var missed: [String] = []
    let step = max(1, codebook.frames.count / max(1, sample))
    for index in stride(from: 0, to: codebook.frames.count, by: step).prefix(sample) {
      let frame = codebook.frames[index]
      let example = worker.read(frame.example)
      let counterexamples = frame.counterexamples.map { worker.read($0) }
      for (kind, mutant) in Self.mutants(of: frame) {
        let broken = EventCoder(coder.eventCoder, codebook: codebook.replacing(index, with: mutant))
        let isCaught =
          FrameExample.problem(of: frame, example: worker.recode(example, broken)) != nil
          || counterexamples.contains { !FrameExample.isSilent(frame, worker.recode($0, broken)) }
        counts[kind, default: Count()].made += 1
        if isCaught {
          counts[kind, default: Count()].caught += 1
        } else {
          missed.append("  \(frame.reference) \(frame.identifier) \(kind.rawValue): \(mutant?.needs ?? "")")
        }
      }
    }
    let lines = Kind.allCases.map { kind in
      let count = counts[kind] ?? Count()
      return "\(kind.rawValue)  \(count.caught) of \(count.made)"
    }
    let all = counts.values.reduce(into: Count()) {
      $0.caught += $1.caught
      $0.made += $1.made
    }
    return (lines + ["all  \(all.caught) of \(all.made)"] + missed.prefix(40)).joined(separator: "\n") + "\n"
  }

  /// The frame broken in each way that it can be.
  static func mutants(of frame: EventFrame) -> [(kind: Kind, frame: EventFrame?)] {
    var mutants: [(kind: Kind, frame: EventFrame?)] = [(.dropped, nil)]
    if !frame.isMutual, !frame.recipient.isEmpty, frame.actor != frame.recipient {
      var swapped = frame
      (swapped.actor, swapped.recipient) = (frame.recipient, frame.actor)
      mutants.append((.swapped, swapped))
    }
    return mutants + frame.widened.map { (.widened, $0) }
  }
}

extension EventFrame {
  /// The frame without each of its conditions in turn.
  var widened: [EventFrame] {
    conditions.indices.map { place in
      var wider = self
      wider.conditions.remove(at: place)
      var words = needs.split(separator: " ")
      if words.indices.contains(place) { words.remove(at: place) }
      wider.needs = words.joined(separator: " ")
      return wider
    }
  }
}
