#!/usr/bin/env bash
# What Gradescope runs once to build the autograder's image.
set -euo pipefail

apt-get update
apt-get install -y --no-install-recommends openjdk-17-jdk-headless ca-certificates curl git procps
git clone --quiet --depth 1 --branch "${LAB_REF:-main}" \
  "${LAB_REPOSITORY:-https://github.com/statefulset-lab/statefulset-lab.git}" /opt/statefulset-lab
cd /opt/statefulset-lab
./mvnw -B -ntp -q verify -DskipUnitTests -DskipLab
