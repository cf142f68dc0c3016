package ticketing.runner.setup.doctor;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import ticketing.runner.util.CommandContext;

/** Room on the disks and in memory. The figures are measured, and then rounded up. */
final class RoomExamination {
  private static final long MEBIBYTE = 1 << 20;

  /** The compiled workshop, tickets and runs of the demo. MiB. */
  private static final long WORKSHOP = 100;

  /** What the tests and {@code verify} lay out while they run. MiB. */
  private static final long TEMPORARY = 200;

  /** All that {@code prefetch} fetches. MiB. */
  private static final long REPOSITORY = 150;

  /**
   * Runner, Maven and the processes of the tests have had 1,100 at the same time; beside them there
   * is a system, an IDE and a browser. MiB.
   */
  private static final long MEMORY = 3_000;

  private RoomExamination() {}

  /** What is written into a folder. */
  private record Need(String name, Path folder, long mebibytes) {

    /** The disk that the folder is on, or will be on. */
    FileStore disk() throws IOException {
      Path there = folder;
      while (!Files.exists(there)) {
        there = there.getParent();
      }
      return Files.getFileStore(there);
    }
  }

  static List<Finding> disks(CommandContext context) throws IOException {
    Path temporary = context.resolve(Path.of(System.getProperty("java.io.tmpdir")));
    Map<FileStore, List<Need>> byDisk = new LinkedHashMap<>();
    for (Need need :
        List.of(
            new Need("the workshop", context.root(), WORKSHOP),
            new Need("temporary files", temporary, TEMPORARY),
            new Need("Maven's repository", LocalRepository.folder(context), REPOSITORY))) {
      byDisk.computeIfAbsent(need.disk(), disk -> new ArrayList<>()).add(need);
    }
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<FileStore, List<Need>> disk : byDisk.entrySet()) {
      findings.add(
          ofDisk(
              disk.getValue().stream().map(Need::name).collect(Collectors.joining(", ")),
              disk.getKey().getUsableSpace() / MEBIBYTE,
              disk.getValue().stream().mapToLong(Need::mebibytes).sum()));
    }
    return findings;
  }

  static Finding ofDisk(String names, long free, long need) {
    String what = "Disk of " + names + ": " + size(free) + " free";
    return free < need
        ? Finding.broken(what + ", " + size(need) + " needed", "Make room on that disk.")
        : Finding.fine(what);
  }

  static List<Finding> memory() {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      return List.of(ofMemory(system.getTotalMemorySize() / MEBIBYTE));
    }
    return List.of();
  }

  static Finding ofMemory(long memory) {
    String what = "Memory: " + size(memory);
    return memory < MEMORY
        ? Finding.warning(
            what + ", " + size(MEMORY) + " are better",
            "Close other programs while you work. In a container, give it more.")
        : Finding.fine(what);
  }

  private static String size(long mebibytes) {
    return mebibytes < 1024 ? mebibytes + " MiB" : mebibytes / 1024 + " GiB";
  }
}
