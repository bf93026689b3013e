# The images of the collector and of the trainer. One file with two targets: both come out of one Maven build.

FROM eclipse-temurin:17-jdk-noble AS build
WORKDIR /build
COPY . .
# The cache keeps Maven and all that it fetched, some 300 MB, for the next build.
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -pl trainer,collector -am -Dmaven.test.skip=true -Dspotless.check.skip=true package

# Ubuntu and not Alpine: the natives of the trainer are linked against glibc.
FROM eclipse-temurin:17-jre-noble AS installation
RUN useradd --uid 10001 --create-home plateau \
    && install -d -o plateau -g plateau /var/lib/plateau /var/cache/plateau
COPY --from=build /build/plateau /opt/plateau/plateau
RUN ln -s /opt/plateau/plateau /usr/local/bin/plateau
ENV PLATEAU_HOME=/opt/plateau
USER plateau
WORKDIR /var/lib/plateau
# It becomes the JVM by exec, so that signals reach it.
ENTRYPOINT ["/opt/plateau/plateau"]

FROM installation AS collector
COPY --from=build /build/collector/target/dist/lib /opt/plateau/collector/lib

FROM installation AS trainer
COPY --from=build /build/trainer/target/dist/lib /opt/plateau/trainer/lib
# Where JavaCPP unpacks the natives: it must be writable, and kept it need not be done again.
ENV PLATEAU_JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=/var/cache/plateau
