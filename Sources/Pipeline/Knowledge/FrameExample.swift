import Codebook
import Findings

/// Whether a frame does on its two sentences what it should.
///
/// The example has to make the frame's event, of its category, between the parties that the row's `gives` names. The
/// counterexample must not make it, unless as something that wasn't done.
enum FrameExample {
  /// What is wrong with how the example was read; nil where all is well.
  static func problem(of frame: EventFrame, example: SentenceReading) -> String? {
    let made = example.events.filter { $0.evidence.resources.first == frame.reference }
    guard let event = made.first(where: { $0.category == frame.category }) else {
      let others = example.events.map {
        "\($0.category.rawValue) by \($0.evidence.resources.first?.description ?? "?")"
      }
      return "doesn't fire on \"\(frame.example)\"; "
        + (others.isEmpty ? "nothing is found there" : "found: \(others.joined(separator: ", "))")
    }
    if !frame.gives.isEmpty, event.sides != frame.gives {
      return "gives \(event.sides) on \"\(frame.example)\", expected \(frame.gives)"
    }
    return nil
  }

  /// Whether the frame makes nothing of a sentence that is told as done.
  static func isSilent(_ frame: EventFrame, _ reading: SentenceReading) -> Bool {
    !reading.events.contains { $0.evidence.resources.contains(frame.reference) && $0.status != .denied }
  }
}
