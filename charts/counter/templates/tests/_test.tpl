{{/*
A pod that "helm test" runs. Takes a dict: root (the chart's own context), name, and the args of its container.

It doesn't have the selector labels: a test pod with those would get the visitors of the Service. The app's image brings
the check along, since it has neither a shell nor curl.
*/}}
{{- define "counter.testPod" -}}
{{- $args := .args }}
{{- $test := .name }}
{{- with .root }}
apiVersion: v1
kind: Pod
metadata:
  name: {{ include "counter.fullname" . }}-test-{{ $test }}
  labels:
    app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride }}-test
    app.kubernetes.io/instance: {{ .Release.Name }}
    app.kubernetes.io/component: test
    app.kubernetes.io/part-of: statefulset-lab
    app.kubernetes.io/managed-by: {{ .Release.Service }}
  annotations:
    helm.sh/hook: test
    helm.sh/hook-delete-policy: before-hook-creation
spec:
  restartPolicy: Never
  serviceAccountName: {{ include "counter.serviceAccountName" . }}
  automountServiceAccountToken: false
  {{- with .Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.podSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: check
      image: {{ include "counter.image" . | quote }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      args:
        {{- toYaml $args | nindent 8 }}
      {{- with .Values.containerSecurityContext }}
      securityContext:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .Values.resources }}
      resources:
        {{- toYaml . | nindent 8 }}
      {{- end }}
  {{- with .Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}

{{/*
The address of one pod, under its own DNS name. Takes a list: the chart's own context, and the pod's ordinal.
*/}}
{{- define "counter.podUrl" -}}
{{- $ordinal := last . | int }}
{{- with first . }}
{{- printf "http://%s-%d.%s.%s.svc.%s:%d" (include "counter.fullname" .) $ordinal (include "counter.governingServiceName" .) .Release.Namespace .Values.clusterDomain (int .Values.containerPort) }}
{{- end }}
{{- end }}
