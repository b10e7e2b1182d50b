import java.nio.file.Path;
import org.apache.solr.embedded.JettyConfig;
import org.apache.solr.embedded.JettySolrRunner;

/// Solr in its Jetty, on a home folder and a port.
void main(String[] arguments) throws Exception {
  var configuration = JettyConfig.builder().setPort(Integer.parseInt(arguments[1])).build();
  new JettySolrRunner(Path.of(arguments[0]).toAbsolutePath().toString(), configuration).start();
  Thread.currentThread().join();
}
