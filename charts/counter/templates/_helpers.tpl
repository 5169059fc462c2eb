{{/*
The name of the StatefulSet, and the stem of all other names.

Cut at 52 and not at 63: the StatefulSet controller labels each pod with controller-revision-hash, whose value is
"<name>-<hash>" with a hash of up to ten characters, and a label's value ends at 63. With a longer name the StatefulSet
is accepted and never gets a pod: https://github.com/kubernetes/kubernetes/issues/64023. A pod's own name, which is a
label as well, has ten digits to spare that way. Dots, which a release's name may have, are not part of a Service's name.
*/}}
{{- define "counter.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride }}
{{- else }}
{{- $name := default .Chart.Name .Values.nameOverride }}
{{- $fullname := ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) }}
{{- regexReplaceAll "-+$" ($fullname | replace "." "-" | trunc 52) "" }}
{{- end }}
{{- end }}

{{/*
What never changes while the release lives: selectors and claim templates are immutable.
*/}}
{{- define "counter.selectorLabels" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{/*
What changes only with the app, so that a new version of the chart alone restarts no pod.
*/}}
{{- define "counter.appLabels" -}}
{{ include "counter.selectorLabels" . }}
app.kubernetes.io/component: web
app.kubernetes.io/part-of: statefulset-lab
app.kubernetes.io/version: {{ regexReplaceAll "[-_.]+$" (include "counter.tag" . | trunc 63) "" | quote }}
{{- end }}

{{- define "counter.labels" -}}
{{ include "counter.appLabels" . }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ regexReplaceAll "[-_.]+$" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63) "" }}
{{- end }}

{{- define "counter.podLabels" -}}
{{- mergeOverwrite (dict) (default (dict) .Values.podLabels) (include "counter.appLabels" . | fromYaml) | toYaml }}
{{- end }}

{{- define "counter.tag" -}}
{{- default .Chart.AppVersion .Values.image.tag }}
{{- end }}

{{- define "counter.image" -}}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" .Values.image.repository (include "counter.tag" .) }}
{{- end }}
{{- end }}

{{- define "counter.clientServiceName" -}}
{{- default (include "counter.fullname" .) .Values.service.name }}
{{- end }}

{{- define "counter.headlessServiceName" -}}
{{- default (printf "%s-headless" (include "counter.fullname" .)) .Values.headlessService.name }}
{{- end }}

{{/*
The Service under which the pods have their DNS names.
*/}}
{{- define "counter.governingServiceName" -}}
{{- if .Values.serviceName }}
{{- .Values.serviceName }}
{{- else if .Values.headlessService.enabled }}
{{- include "counter.headlessServiceName" . }}
{{- else if .Values.service.enabled }}
{{- include "counter.clientServiceName" . }}
{{- else }}
{{- fail "serviceName: the pods of a StatefulSet have their DNS names from a Service, and there is none: set headlessService.enabled, service.enabled, or serviceName" }}
{{- end }}
{{- end }}

{{- define "counter.serviceAccountName" -}}
{{- default (ternary (include "counter.fullname" .) "default" .Values.serviceAccount.create) .Values.serviceAccount.name }}
{{- end }}

{{- define "counter.dataDir" -}}
{{- default .Values.persistence.mountPath .Values.dataDir }}
{{- end }}

{{/*
The claim that all the pods share, if they share one.
*/}}
{{- define "counter.sharedClaimName" -}}
{{- if .Values.persistence.existingClaim }}
{{- .Values.persistence.existingClaim }}
{{- else if eq .Values.kind "Deployment" }}
{{- printf "%s-%s" .Values.persistence.name (include "counter.fullname" .) }}
{{- end }}
{{- end }}

{{- define "counter.claimSpec" -}}
accessModes:
  {{- toYaml .Values.persistence.accessModes | nindent 2 }}
{{- with .Values.persistence.storageClass }}
storageClassName: {{ ternary "" . (eq . "-") | quote }}
{{- end }}
resources:
  requests:
    storage: {{ .Values.persistence.size }}
{{- end }}

{{/*
What the schema can't say, since it takes two values to see it.
*/}}
{{- define "counter.validate" -}}
{{- $client := include "counter.clientServiceName" . }}
{{- if and .Values.service.enabled .Values.headlessService.enabled (eq $client (include "counter.headlessServiceName" .)) }}
{{- fail (printf "headlessService.name: %q is the name of the client Service: give one of the two another name" $client) }}
{{- end }}
{{- if eq .Values.kind "StatefulSet" }}
{{- $_ := include "counter.governingServiceName" . }}
{{- end }}
{{- if and .Values.service.nodePort (eq .Values.service.type "ClusterIP") }}
{{- fail "service.nodePort: a Service of type ClusterIP has no port on the nodes: set service.type to NodePort, or leave the port out" }}
{{- end }}
{{- end }}
