package dev.riskflow.badinput;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * What a mapping says of itself.
 *
 * @param path with its variables in braces
 * @param parameters of the query, as far as the handler or its description names them
 * @param body type of the JSON body; null without one
 */
record Endpoint(
        String method,
        String path,
        Set<String> parameters,
        @Nullable Class<?> body) {

    private static final Pattern CAPITAL = Pattern.compile("([a-z])([A-Z])");

    static Stream<Endpoint> all(List<RequestMappingInfoHandlerMapping> mappings) {
        return mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .flatMap(entry -> of(entry.getKey(), entry.getValue()));
    }

    private static Stream<Endpoint> of(RequestMappingInfo info, HandlerMethod handler) {
        List<String> methods = info.getMethodsCondition().getMethods().isEmpty()
                ? List.of("GET")
                : info.getMethodsCondition().getMethods().stream()
                        .map(method -> method.asHttpMethod().name())
                        .filter(method -> !method.equals(HttpMethod.HEAD.name()))
                        .toList();
        return info.getPatternValues().stream()
                .flatMap(path ->
                        methods.stream().map(method -> new Endpoint(method, path, parameters(handler), body(handler))));
    }

    private static Set<String> parameters(HandlerMethod handler) {
        Set<String> names = new LinkedHashSet<>();
        MergedAnnotations.from(handler.getMethod()).stream(Parameter.class)
                .filter(parameter -> parameter.getEnum("in", ParameterIn.class) == ParameterIn.QUERY)
                .forEach(parameter -> names.add(parameter.getString("name")));
        for (MethodParameter parameter : handler.getMethodParameters()) {
            RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
            if (named != null) {
                String name = named.name().isEmpty()
                        ? String.valueOf(parameter.getParameter().getName())
                        : named.name();
                names.add(name);
            }
        }
        if (names.isEmpty()) {
            names.add("unknown");
        }
        return names;
    }

    private static @Nullable Class<?> body(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                .<Class<?>>map(MethodParameter::getParameterType)
                .findFirst()
                .orElse(null);
    }

    /** Members of the body, in snake_case. */
    List<String> fields() {
        List<String> fields = new ArrayList<>();
        if (body != null && body.isRecord()) {
            for (RecordComponent component : body.getRecordComponents()) {
                fields.add(
                        CAPITAL.matcher(component.getName()).replaceAll("$1_$2").toLowerCase(Locale.ROOT));
            }
        }
        return fields;
    }

    boolean isPage() {
        return path.startsWith("/dashboard")
                || path.equals("/")
                || path.startsWith("/log")
                || path.startsWith("/return");
    }
}
