package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InternalFaultTest {
  @TempDir Path home;

  @Test
  void admitsTheFaultAndAsksForAReportWithoutContent() {
    CommandRun run = CommandRun.of(home).withClock(new BrokenClock());

    int exitCode = run.run("events", "tail", "--since", "5m");

    assertThat(exitCode).isEqualTo(70);
    assertThat(run.err())
        .startsWith("kt: internal error: this is a fault in Keeptrail, not in what you gave it\n")
        .contains("java.lang.IllegalStateException", "keeptrail " + Version.current().number())
        .contains("please report it")
        .doesNotContain("ana@example.com");
  }

  @Test
  void showsTheStackOnRequest() {
    CommandRun run = CommandRun.of(home).with("KEEPTRAIL_DEBUG", "1").withClock(new BrokenClock());

    int exitCode = run.run("events", "tail", "--since", "5m");

    assertThat(exitCode).isEqualTo(70);
    assertThat(run.err()).contains("BrokenClock.instant");
  }

  private static final class BrokenClock extends Clock {
    @Override
    public Instant instant() {
      throw new IllegalStateException("ana@example.com");
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
