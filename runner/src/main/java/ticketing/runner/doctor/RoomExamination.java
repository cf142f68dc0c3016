package ticketing.runner.doctor;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  static List<Finding> disks(Path root) throws IOException {
    Map<String, Long> needs = new LinkedHashMap<>();
    Map<String, Long> free = new LinkedHashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    add(root, "the workshop", WORKSHOP, needs, free, names);
    add(temporary, "temporary files", TEMPORARY, needs, free, names);
    add(LocalRepository.folder(), "Maven's repository", REPOSITORY, needs, free, names);
    List<Finding> findings = new ArrayList<>();
    needs.forEach((disk, need) -> findings.add(ofDisk(names.get(disk), free.get(disk), need)));
    return findings;
  }

  /** Folders on one disk need room together. */
  private static void add(
      Path folder,
      String name,
      long need,
      Map<String, Long> needs,
      Map<String, Long> free,
      Map<String, String> names)
      throws IOException {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    FileStore store = Files.getFileStore(there);
    needs.merge(store.toString(), need, Long::sum);
    free.put(store.toString(), store.getUsableSpace() / MEBIBYTE);
    names.merge(store.toString(), name, (one, other) -> one + ", " + other);
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
