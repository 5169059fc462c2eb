#!/bin/sh
exec redis-cli -h localhost ping
