/// How two actors stand in one event.
public enum SideRelation: String, CaseIterable, Sendable {
  /// On opposite sides, or among the actors of an event that is towards nobody else.
  case between
  /// On the same side of an event that concerns a third.
  case together

  /// - Parameters:
  ///   - first: Whether the first is among the actors, and among the recipients; `second` likewise.
  ///   - isMutual: Whether the event is towards nobody.
  init(
    first: (isActor: Bool, isRecipient: Bool), second: (isActor: Bool, isRecipient: Bool), isMutual: Bool
  ) {
    let isOpposed = first.isActor && second.isRecipient || second.isActor && first.isRecipient
    self = isOpposed || isMutual ? .between : .together
  }
}
