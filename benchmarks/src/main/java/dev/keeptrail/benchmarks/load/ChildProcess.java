package dev.keeptrail.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process that the harness started: what it costs, and its end. Only this process and what it
 * started itself are ever signalled.
 */
final class ChildProcess implements AutoCloseable {
  private static final Duration STOP_TIME = Duration.ofSeconds(20);

  private final Process process;

  ChildProcess(Process process) {
    this.process = process;
  }

  Process process() {
    return process;
  }

  /** CPU time of the process and all it started, user and system. */
  double cpuSeconds() {
    return family()
        .map(ProcessHandle::info)
        .map(info -> info.totalCpuDuration().orElse(Duration.ZERO))
        .mapToDouble(cpu -> cpu.toNanos() / 1e9)
        .sum();
  }

  /** Resident memory of the process and all it started, in MiB; 0 where the system does not say. */
  double residentMiB() throws IOException {
    double sum = 0;
    for (ProcessHandle handle : family().toList()) {
      Path status = Path.of("/proc/" + handle.pid() + "/status");
      if (Files.isReadable(status)) {
        sum += residentKiB(Files.readAllLines(status)) / 1024.0;
      }
    }
    return sum;
  }

  private static long residentKiB(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .sum();
  }

  private Stream<ProcessHandle> family() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants());
  }

  /** Asks the process to end and waits; ends it hard when it does not within the time. */
  @Override
  public void close() throws IOException {
    List<ProcessHandle> family = family().toList();
    family.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(STOP_TIME.toSeconds(), TimeUnit.SECONDS)) {
        family.forEach(ProcessHandle::destroyForcibly);
        throw new IOException("process " + process.pid() + " did not end when asked");
      }
    } catch (InterruptedException interrupted) {
      family.forEach(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    }
  }
}
