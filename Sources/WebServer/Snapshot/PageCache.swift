/// Pages already made of the newest snapshot, so that fifty readers of one page cost as much as one.
final class PageCache: Sendable {
  struct Page: Sendable {
    var bytes: [UInt8]
    var contentType: String
    var tag: String
  }

  private struct State {
    var generation = 0
    var pages: [String: Page] = [:]
    var size = 0
  }

  private let state = Guarded(State())
  /// Bytes that are kept at most; then all pages are let go.
  private let limit: Int

  init(limit: Int = 64 << 20) { self.limit = limit }

  func page(_ address: String, generation: Int) -> Page? {
    state.withLock { $0.generation == generation ? $0.pages[address] : nil }
  }

  func keep(_ page: Page, as address: String, generation: Int) {
    guard page.bytes.count < limit / 16, address.utf8.count < 2000 else { return }
    state.withLock { state in
      if generation < state.generation { return }
      if generation > state.generation || state.size + page.bytes.count > limit {
        state = State(generation: generation)
      }
      if state.pages.updateValue(page, forKey: address) == nil { state.size += page.bytes.count }
    }
  }
}
