package org.allmende.sparql;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// Lets threads of the system give way to all others. On Linux a thread has a nice value of its own
/// (`setpriority(2)`), which anybody may raise and only the administrator may lower again: a thread
/// that was made to give way is not to be used for anything else afterwards. Elsewhere nothing
/// happens; Java's own priorities have no effect on Linux.
final class Niceness {

  /// How the system numbers threads where it cannot be asked.
  static final int UNKNOWN = 0;

  private static final int PRIO_PROCESS = 0;

  /// A tenth of the time that others get who want it, too. With less, a query would not come to its
  /// end where the machine has enough else to do, and be told that it is too costly.
  private static final int NICE = 10;

  private static final Optional<MethodHandle> GETTID =
      handle("gettid", FunctionDescriptor.of(ValueLayout.JAVA_INT));

  private static final Optional<MethodHandle> SETPRIORITY =
      handle(
          "setpriority",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT));

  private Niceness() {}

  @SuppressWarnings("restricted") // what is called takes and gives numbers only
  private static Optional<MethodHandle> handle(String function, FunctionDescriptor description) {
    if (!System.getProperty("os.name").equals("Linux")) {
      return Optional.empty();
    }
    Linker linker = Linker.nativeLinker();
    return linker
        .defaultLookup()
        .find(function)
        .map(address -> linker.downcallHandle(address, description));
  }

  /// The number that the system knows the current thread by, or [#UNKNOWN].
  static int thread() {
    return GETTID.map(gettid -> call(gettid)).orElse(UNKNOWN);
  }

  /// Lets a thread of this program give way to all others.
  ///
  /// @param thread by its [#thread]
  static void giveWay(int thread) {
    if (thread != UNKNOWN) {
      SETPRIORITY.ifPresent(setpriority -> call(setpriority, PRIO_PROCESS, thread, NICE));
    }
  }

  private static int call(MethodHandle function, Object... arguments) {
    try {
      return (int) function.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new IllegalStateException("the system does not answer " + function, e);
    }
  }
}
