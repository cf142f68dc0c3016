package ticketing.runner;

import picocli.CommandLine;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.WithContext;

/** Makes commands and their options; those that want the context get it. */
record CommandFactory(CommandContext context) implements CommandLine.IFactory {
  @Override
  public <K> K create(Class<K> type) throws Exception {
    K created = CommandLine.defaultFactory().create(type);
    if (created instanceof WithContext wanting) {
      wanting.setContext(context);
    }
    return created;
  }
}
