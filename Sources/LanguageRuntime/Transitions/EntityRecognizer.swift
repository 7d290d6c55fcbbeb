/// The transition system for named entities: begin, in, last, unit, out (Ratinov and Roth 2009), run greedily.
struct EntityRecognizer: Sendable {
  enum Action: Int, Sendable {
    case missing, begin, inside, last, unit, out
  }

  let model: TransitionModel
  let actions: [Action]
  let labels: [Int32]

  init(_ model: TransitionModel, labels table: inout LabelTable, file: String) throws(ModelError) {
    self.model = model
    var actions: [Action] = []
    var labels: [Int32] = []
    for move in model.moves {
      guard let action = Action(rawValue: move.action) else {
        throw ModelError(file: file, layer: "moves, \(move.action)", reason: .unsupported("an action of this number"))
      }
      actions.append(action)
      labels.append(table.number(of: move.label))
    }
    self.actions = actions
    self.labels = labels
  }
}

/// Finds entities. For one thread.
final class EntityRun {
  private let recognizer: EntityRecognizer
  let scorer: TransitionRun

  init(_ recognizer: EntityRecognizer, kernels: KernelSet) {
    self.recognizer = recognizer
    scorer = TransitionRun(recognizer.model, kernels: kernels)
  }

  /// Labels of a text's tokens; `begins` marks the first token of each entity, label 0 stands outside.
  func recognize(count: Int, isSpace: [Bool], starts: [Bool], labels: inout [Int32], begins: inout [Bool]) {
    labels = [Int32](repeating: 0, count: count)
    begins = [Bool](repeating: false, count: count)
    var open: Int?
    var openLabel: Int32 = 0
    let actions = recognizer.actions
    let moveLabels = recognizer.labels
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: recognizer.model.features) { features in
      for token in 0..<count {
        features[0] = Int32(token)
        features[1] = Int32(open ?? -1)
        features[2] = open == nil ? -1 : Int32(token - 1)
        let scores = scorer.score(UnsafeBufferPointer(features))
        let goesOn = token + 1 < count && !starts[token + 1]
        var best = -1
        var bestScore = -Float.infinity
        for move in actions.indices where best < 0 || scores[move] > bestScore {
          let label = moveLabels[move]
          let isValid =
            switch actions[move] {
            case .missing: false
            case .out: open == nil
            case .unit: open == nil && label != 0 && !isSpace[token]
            case .begin: open == nil && label != 0 && !isSpace[token] && goesOn
            case .inside: open != nil && label == openLabel && goesOn
            case .last: open != nil && label == openLabel
            }
          if isValid {
            best = move
            bestScore = scores[move]
          }
        }
        guard best >= 0 else {
          open = nil
          continue
        }
        switch actions[best] {
        case .begin:
          open = token
          openLabel = moveLabels[best]
        case .unit:
          labels[token] = moveLabels[best]
          begins[token] = true
        case .last:
          if let first = open {
            for member in first...token { labels[member] = openLabel }
            begins[first] = true
          }
          open = nil
        case .inside, .out, .missing: break
        }
      }
    }
  }
}
