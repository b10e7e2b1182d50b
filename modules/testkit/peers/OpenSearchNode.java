import java.nio.file.Path;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/// One node of a cluster of two, in a process that can be killed.
public final class OpenSearchNode {

  private OpenSearchNode() {}

  /// @param arguments folder, number of the node, its ports for HTTP and for the cluster, the other
  ///   node's port for the cluster
  public static void main(String[] arguments) throws Exception {
    String number = arguments[1];
    var runner = new OpenSearchRunner();
    runner.setMaxHttpPort(65_535);
    runner.onBuild((index, settings) -> {
      settings.put("node.name", "node-" + number);
      settings.put("http.port", arguments[2]);
      settings.put("transport.port", arguments[3]);
      settings.putList(
          "discovery.seed_hosts", "127.0.0.1:" + arguments[3], "127.0.0.1:" + arguments[4]);
      settings.putList("cluster.initial_cluster_manager_nodes", "node-1");
      settings.put("discovery.type", "zen");
      settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
      settings.put("cluster.max_shards_per_node", 5_000);
    });
    runner.build(
        OpenSearchRunner.newConfigs()
            .basePath(Path.of(arguments[0]).resolve("node-" + number).toString())
            .numOfNode(1)
            .clusterName("allmende-test")
            .disableESLogger());
    // Ends with the test that has started it, however that ends.
    while (System.in.read() >= 0) {
      continue;
    }
    System.exit(0);
  }
}
