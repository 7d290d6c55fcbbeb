import Foundation

/// Work that readers of pages must not feel: on a thread of its own that yields to theirs.
enum BackgroundThread {
  static func run(_ work: @escaping @Sendable () -> Void) {
    let thread = Thread {
      #if os(Linux)
        // Niceness is a thread's own on Linux.
        _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), id_t(0), 15)
      #endif
      work()
    }
    thread.qualityOfService = .utility
    thread.stackSize = 16 << 20
    thread.start()
  }
}
