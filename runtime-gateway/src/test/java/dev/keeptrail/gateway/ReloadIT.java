package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.gateway.serving.PackRefusedException;
import dev.keeptrail.gateway.serving.PackSource;
import dev.keeptrail.gateway.serving.ReloadRecord;
import dev.keeptrail.gateway.serving.Reloader;
import dev.keeptrail.gateway.serving.ServedProgram;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.source.SourceText;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A pack is replaced under traffic, whole or not at all. */
final class ReloadIT {
  private static final String PACK =
      """
      language 1

      pack guard {
        version: "VERSION"
      }

      provider sim {
        provider: simulated
      }

      chain { words }

      policy words on input {
        rule spoken {
          when message(text contains "WORD")
          then block "words.spoken"
        }
      }
      """;

  private final AtomicReference<String> source = new AtomicReference<>(pack("1.0.0", "alpha"));

  @Test
  void newRequestsGetTheNewPackAndRevertBringsTheOldOneBack() throws Exception {
    try (var house = house()) {
      assertThat(house.ask(House.prompt("alpha")).statusCode()).isEqualTo(409);

      source.set(pack("1.1.0", "beta"));
      ReloadRecord replaced = reloader(house).reload("request");
      assertThat(replaced.changed()).isTrue();
      assertThat(house.ask(House.prompt("alpha")).statusCode()).isEqualTo(200);
      assertThat(house.ask(House.prompt("beta")).statusCode()).isEqualTo(409);
      assertThat(house.store.events.getLast().configVersion()).isEqualTo("1.1.0");
      assertThat(house.store.events.getLast().pack().digest()).isEqualTo(replaced.digest());

      assertThat(reloader(house).revert().changed()).isTrue();
      assertThat(house.ask(House.prompt("alpha")).statusCode()).isEqualTo(409);
      assertThat(reloader(house).reload("request").changed()).isTrue();
      assertThat(reloader(house).reload("request").changed()).isFalse();
    }
  }

  @Test
  void aPackThatIsRefusedLeavesTheOldOneAndSaysSo() throws Exception {
    try (var house = house()) {
      source.set("language 1\n\npack guard { version: 1 ");
      ReloadRecord refused = reloader(house).reload("watch");

      assertThat(refused.refused()).isTrue();
      assertThat(refused.problem()).contains("pack.pack");
      assertThat(house.ask(House.prompt("alpha")).statusCode()).isEqualTo(409);
      HttpResponse<String> health = house.get("/health");
      assertThat(House.json(health).at("/last_reload/outcome").asString()).isEqualTo("refused");
      assertThat(House.json(health).at("/pack/version").asString()).isEqualTo("1.0.0");
      assertThat(house.get("/readyz").statusCode()).isEqualTo(200);
      assertThat(house.get("/readyz").body()).contains("the last reload was refused");
    }
  }

  @Test
  void noRequestFailsForAReload() throws Exception {
    var stop = new AtomicBoolean();
    try (var house = house();
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> wrong = new ArrayList<>();
      for (int caller = 0; caller < 4; caller++) {
        wrong.add(callers.submit(askingUntil(stop, house)));
      }
      for (int round = 0; round < 40; round++) {
        source.set(pack("1.%d.0".formatted(round + 1), "other" + round));
        assertThat(reloader(house).reload("request").changed()).isTrue();
      }
      stop.set(true);
      for (Future<Integer> one : wrong) {
        assertThat(one.get()).isZero();
      }
      assertThat(house.store.events).isNotEmpty();
    }
  }

  private static Callable<Integer> askingUntil(AtomicBoolean stop, House house) {
    return () -> {
      int wrong = 0;
      do {
        wrong += house.ask(House.prompt("hello")).statusCode() == 200 ? 0 : 1;
      } while (!stop.get());
      return wrong;
    };
  }

  @Test
  void aThousandReloadsLeaveNothingBehind() throws Exception {
    try (var house = house()) {
      reloads(house, 0, 200);
      int classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
      long heap = used();
      reloads(house, 200, 1_200);

      assertThat(ManagementFactory.getClassLoadingMXBean().getLoadedClassCount() - classes)
          .isLessThan(100);
      assertThat(used() - heap).isLessThan(20L << 20);
    }
  }

  private void reloads(House house, int from, int to) {
    for (int round = from; round < to; round++) {
      source.set(pack("1.0." + (round + 1), "word" + round));
      assertThat(reloader(house).reload("request").changed()).isTrue();
    }
  }

  /** What is still used after several collections asked for. */
  private static long used() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      System.gc();
      Thread.sleep(50);
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  private static Reloader reloader(House house) {
    return house.gateway.reloader().orElseThrow();
  }

  private static String pack(String version, String word) {
    return PACK.replace("VERSION", version).replace("WORD", word);
  }

  private House house() throws Exception {
    var packs = new Packs();
    return new House(House.settings(), packs.read().program(), packs);
  }

  private final class Packs implements PackSource {
    @Override
    public ServedProgram read() throws PackRefusedException {
      CompiledPack pack =
          new PackCompiler(PolicyKinds.installed().schemas())
              .compileText(new SourceText("pack.pack", source.get()));
      PackPlan plan = pack.plan();
      if (plan == null) {
        throw new PackRefusedException(pack.diagnostics().toString());
      }
      return again(plan, List.of());
    }

    @Override
    public ServedProgram again(PackPlan plan, List<String> signers) throws PackRefusedException {
      try {
        PolicyProgram program =
            PolicyEngines.named("drools")
                .load(plan, new EngineOptions(FailMode.BLOCK, _ -> Optional.empty()));
        return new ServedProgram(program, signers);
      } catch (PlanLoadException unusable) {
        throw new PackRefusedException(Objects.toString(unusable.getMessage()));
      }
    }
  }
}
