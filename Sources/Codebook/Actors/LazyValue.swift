import Foundation

/// A value made when it is first asked for, once, whichever thread asks.
final class LazyValue<Value: Sendable>: @unchecked Sendable {
  // All access to `value` is under `lock`.
  private let lock = NSLock()
  private var value: Value?

  init() {}

  func get(_ make: () -> Value) -> Value {
    lock.lock()
    defer { lock.unlock() }
    if let value { return value }
    let made = make()
    value = made
    return made
  }
}
