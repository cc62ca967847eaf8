package dev.keeptrail.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Systemd's user manager, asked through {@code systemctl --user}. */
record UserServices(Invocation invocation) {
  /** What shows what the service wrote last. */
  static final String JOURNAL = "journalctl --user -u " + ServiceUnit.NAME + " -n 30";

  private static final int PATIENCE_SECONDS = 180;
  private static final String RUNTIME = "XDG_RUNTIME_DIR";

  /** What a run of systemctl came to; at most the first line of what it said. */
  record Answer(int exitCode, String line) {}

  /** Has the manager do something, and takes no for an error. */
  void tell(String... words) throws CommandFailedException, InterruptedException {
    Answer answer = ask(words);
    if (answer.exitCode() != 0) {
      throw new CommandFailedException(
          "`systemctl --user %s` failed: %s".formatted(String.join(" ", words), answer.line()),
          "a user manager runs for as long as you are logged in; `loginctl enable-linger` (as root,"
              + " with your name) keeps it running, and `kt gateway run` needs none");
    }
  }

  /**
   * Asks for something.
   *
   * @throws CommandFailedException when there is no systemctl, or it does not come to an end
   */
  Answer ask(String... words) throws CommandFailedException, InterruptedException {
    Path systemctl = find();
    if (systemctl == null) {
      throw new CommandFailedException(
          "there is no `systemctl` on the PATH, so nobody could run a service",
          "use `kt gateway run`, or `kt gateway install --dry-run` to see what the service would be");
    }
    List<String> command = new ArrayList<>(List.of(systemctl.toString(), "--user"));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(invocation.environment());
    // WHY: nobody sets it after `su` or `sudo`, and without it systemctl looks for no user manager.
    if (builder.environment().getOrDefault(RUNTIME, "").isEmpty()) {
      Path folder = runtimeFolder();
      if (folder != null) {
        builder.environment().put(RUNTIME, folder.toString());
      }
    }
    try {
      return run(builder.start());
    } catch (IOException unusable) {
      throw new CommandFailedException("`%s` cannot be run".formatted(systemctl), null);
    }
  }

  /** Where the user manager of whoever runs this is reached; null where there is none. */
  private static @Nullable Path runtimeFolder() {
    Integer user = ProcessUser.id();
    Path folder = Path.of("/run/user/" + user);
    return user != null && Files.isDirectory(folder) ? folder : null;
  }

  private static Answer run(Process process)
      throws IOException, CommandFailedException, InterruptedException {
    process.getOutputStream().close();
    try (var reading = process.inputReader(StandardCharsets.UTF_8)) {
      String first = reading.readLine();
      reading.lines().forEach(ignored -> {});
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new CommandFailedException("`systemctl --user` does not come to an end", null);
      }
      return new Answer(process.exitValue(), first == null ? "" : first);
    } finally {
      process.destroy();
    }
  }

  /** The state that the manager gives the gateway's service; null where none is installed. */
  @Nullable String state() throws CommandFailedException, InterruptedException {
    if (!Files.exists(ServiceUnit.file(invocation.environment())) || find() == null) {
      return null;
    }
    Answer answer = ask("is-active", ServiceUnit.NAME);
    return answer.line().isBlank() ? "unknown" : answer.line();
  }

  /** The process that the manager runs for the service; 0 where it runs none. */
  long process() throws CommandFailedException, InterruptedException {
    String number = ask("show", "--property=MainPID", "--value", ServiceUnit.NAME).line().strip();
    return number.matches("[0-9]{1,18}") ? Long.parseLong(number) : 0;
  }

  /** Fails when no service was installed. */
  void requireInstalled() throws CommandFailedException {
    Path file = ServiceUnit.file(invocation.environment());
    if (!Files.exists(file)) {
      throw new CommandFailedException(
          "no service is installed: there is no `%s`".formatted(file),
          "install one with `kt gateway install --policy-config <file>`");
    }
  }

  private @Nullable Path find() {
    for (String folder :
        invocation.environment().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path file = Path.of(folder, "systemctl");
      if (!folder.isEmpty() && Files.isExecutable(file)) {
        return file;
      }
    }
    return null;
  }
}
