# The command line, for jobs without Node:
#   docker build -t touchstone .
#   docker run --rm --user "$(id -u)" -e OPENAI_API_KEY -v "$PWD:/work" touchstone check --base-url https://host/v1
FROM node:22-slim AS build
WORKDIR /opt/touchstone
COPY . .
RUN npm ci && npm prune --omit=dev --ignore-scripts

FROM node:22-slim
COPY --from=build /opt/touchstone /opt/touchstone
RUN ln -s /opt/touchstone/bin/touchstone.js /usr/local/bin/touchstone && mkdir /work && chown node /work
# node; as a number, so that a cluster can see that it is not root.
USER 1000
WORKDIR /work
ENTRYPOINT ["touchstone"]
