package org.sparksvi.job;

import java.io.UncheckedIOException;
import java.util.Locale;
import org.sparksvi.store.RunInUseException;
import picocli.CommandLine;

/** The process: one command, one exit code. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT); // numbers in messages look the same everywhere
    ExitCode code = run(Console.ofProcess(), arguments);
    System.exit(code.code());
  }

  /** Runs a command in this process; returns when everything that it started has ended. */
  static ExitCode run(Console console, String... arguments) {
    ExitCode code = execute(console, arguments);
    if (code == ExitCode.DONE && !console.isHeard()) {
      console.error("the result could not be written to the standard output");
      return ExitCode.UNEXPECTED;
    }
    return code;
  }

  private static ExitCode execute(Console console, String... arguments) {
    CommandLine line = CommandLines.of(console);
    try {
      CommandLine.ParseResult parsed = line.parseArgs(arguments);
      Integer help = CommandLine.executeHelpRequest(parsed);
      if (help != null) {
        return ExitCode.DONE;
      }
      while (parsed.hasSubcommand()) {
        parsed = parsed.subcommand();
      }
      if (!(parsed.commandSpec().userObject() instanceof Job job)) {
        console.error("a command must be given; see %s --help".formatted(name(parsed)));
        return ExitCode.CONFIGURATION;
      }
      return run(console, job);
    } catch (CommandLine.ParameterException e) {
      String message = e.getMessage().lines().findFirst().orElse("");
      console.error(
          "%s; see %s --help"
              .formatted(message, e.getCommandLine().getCommandSpec().qualifiedName()));
      return ExitCode.CONFIGURATION;
    }
  }

  private static void close(RunLog log, boolean keep, Console console) {
    try {
      log.close(keep);
    } catch (UncheckedIOException | RunInUseException e) {
      console.error("the log stays in %s: %s".formatted(log.file(), e.getMessage()));
    }
  }

  private static String name(CommandLine.ParseResult parsed) {
    return parsed.commandSpec().qualifiedName();
  }

  private static ExitCode run(Console console, Job job) {
    RunLog log = RunLog.start();
    boolean keep = false;
    try (Session session = new Session(console, log)) {
      return job.run(session);
    } catch (Exception | Error e) { // Spark throws checked exceptions that it does not declare
      Failure failure = Failure.of(e);
      log.failure(failure, e);
      keep = failure.code() == ExitCode.UNEXPECTED && !log.attached();
      console.error(
          keep ? "%s (see %s)".formatted(failure.message(), log.file()) : failure.message());
      return failure.code();
    } finally {
      close(log, keep, console);
    }
  }
}
