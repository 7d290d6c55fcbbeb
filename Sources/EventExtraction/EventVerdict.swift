import Codebook
import Findings

/// Category and status of an event after what the text says of its reality.
struct EventVerdict {
  var category: PloverCategory
  var status: EventStatus
  var auxiliary: [AuxiliaryMode]

  /// Nil where nothing is left of the event.
  init?(of frame: EventFrame, told reality: Reality, outcomes: CategoryOutcomes) {
    // What is stopped counts as what stopping it is; the rest is said of that.
    var base = frame.category
    var isStopped = false
    if reality.isCeased, case .category(let other) = outcomes.outcome(of: base, .ceased) {
      base = other
      isStopped = true
    }
    func outcome(_ own: EventFrame.Outcome, _ aspect: CategoryOutcomes.Aspect) -> EventFrame.Outcome {
      own == .usual || isStopped ? outcomes.outcome(of: base, aspect) : own
    }
    let told: EventStatus = reality.isPresent ? .ongoing : .occurred
    let chosen: (outcome: EventFrame.Outcome, status: EventStatus, auxiliary: AuxiliaryMode?)
    if reality.isObliged, !reality.isNegated {
      chosen =
        reality.source != nil ? (.category(.request), .occurred, nil) : (.same, .hypothetical, .hypothetical)
    } else if reality.isNegated, reality.isConditional {
      chosen = (outcome(frame.denied, .denied), .hypothetical, .hypothetical)
    } else if reality.isNegated, isStopped {
      chosen = (.same, .denied, .negation)
    } else if reality.isNegated, reality.isFuture, !reality.isUnmeant {
      chosen = (outcome(frame.denied, .unwilling), .denied, .negation)
    } else if reality.isNegated {
      chosen = (outcome(frame.denied, .denied), .denied, .negation)
    } else if reality.isFuture, reality.isWeighed || reality.isPossible || reality.isConditional {
      chosen = (outcome(frame.future, .future), .hypothetical, .hypothetical)
    } else if reality.isPossible || reality.isConditional {
      chosen = (outcome(frame.hypothetical, .possible), .hypothetical, .hypothetical)
    } else if reality.isFuture {
      chosen = (outcome(frame.future, .future), .expected, .future)
    } else if reality.isDesired {
      let wished = outcome(frame.future, .desired)
      chosen = (wished, wished == .category(.threaten) || !reality.isPresent ? .hypothetical : told, .future)
    } else if reality.isPurpose {
      chosen = (.same, .expected, .future)
    } else if reality.isCeased {
      chosen = (.same, .occurred, isStopped ? nil : .negation)
    } else {
      chosen = (.same, reality.isOngoing ? .ongoing : .occurred, nil)
    }
    switch chosen.outcome {
    case .nothing: return nil
    case .category(let changed) where changed != base:
      self.init(category: changed, status: chosen.status == .denied ? .occurred : chosen.status, auxiliary: [])
    default:
      self.init(category: base, status: chosen.status, auxiliary: chosen.auxiliary.map { [$0] } ?? [])
    }
  }

  private init(category: PloverCategory, status: EventStatus, auxiliary: [AuxiliaryMode]) {
    self.category = category
    self.status = status
    self.auxiliary = auxiliary
  }
}
