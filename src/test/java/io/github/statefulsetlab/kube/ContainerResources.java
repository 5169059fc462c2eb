package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What containers ask for and may use, see <a
 * href="https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/">Resource
 * Management for Pods and Containers</a>. Amounts are in bytes, cores or pieces. Pure functions.
 */
public final class ContainerResources {

  private ContainerResources() {}

  /** How much of a resource there is among these; empty where nothing is said of it. */
  public static Optional<BigDecimal> amount(
      @Nullable Map<String, Quantity> amounts, String resource) {
    return Optional.ofNullable(amounts)
        .map(all -> all.get(resource))
        .map(Quantity::getAmountInBytes);
  }

  /** How much is asked for: where no request is set, Kubernetes takes the limit for it. */
  public static BigDecimal requested(@Nullable ResourceRequirements resources, String resource) {
    return resources == null
        ? BigDecimal.ZERO
        : amount(resources.getRequests(), resource)
            .or(() -> amount(resources.getLimits(), resource))
            .orElse(BigDecimal.ZERO);
  }

  /** Whether more is asked for than the limit lets in, which the API server refuses. */
  public static boolean exceedsLimit(ResourceRequirements resources, String resource) {
    return amount(resources.getLimits(), resource)
        .filter(limit -> requested(resources, resource).compareTo(limit) > 0)
        .isPresent();
  }

  /** The same of any resource. */
  public static boolean exceedsAnyLimit(@Nullable ResourceRequirements resources) {
    return resources != null
        && resources.getRequests() != null
        && resources.getRequests().keySet().stream()
            .anyMatch(resource -> exceedsLimit(resources, resource));
  }

  /** The same amounts, with this one of a resource. */
  public static Map<String, Quantity> with(
      @Nullable Map<String, Quantity> amounts, String resource, Quantity amount) {
    Map<String, Quantity> all = new LinkedHashMap<>(Objects.requireNonNullElse(amounts, Map.of()));
    all.put(resource, amount);
    return all;
  }
}
