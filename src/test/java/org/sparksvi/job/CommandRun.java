package org.sparksvi.job;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.sparksvi.report.Screen;

/** What a command, run in this process, said and how it ended. */
public record CommandRun(ExitCode code, String out, String err) {

  public static CommandRun of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    PrintWriter errWriter = new PrintWriter(err);
    Console console =
        new Console(new PrintWriter(out), errWriter, new Screen(errWriter, false, 80));
    ExitCode code = Main.run(console, arguments);
    return new CommandRun(code, out.toString(), err.toString());
  }
}
